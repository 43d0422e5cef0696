import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { type ListArguments, type Page, type Row, typesOf } from '../platform/reading';
import { Node } from '../platform/record';
import { Citation, citations } from './citation.entity';
import { citedModels } from './citation.visibility';
import { sources } from './source.entity';

@Resolver(() => Citation)
export class SourceResolver {
  @Query(() => typesOf(sources).connection, { description: 'The documents that facts of the hub are taken from.' })
  sources(
    @Args(() => typesOf(sources).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    return reads.list(sources, args, info);
  }

  @Query(() => typesOf(citations).connection, { description: 'Where the sources bear out the facts of the hub.' })
  citations(
    @Args(() => typesOf(citations).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    return reads.list(citations, args, info);
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The record or the link that is cited for.' })
  async record(
    @Root() citation: Row,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Row | null> {
    const model = citedModels(citations).find(({ table }) => table === citation.recordType);
    if (!model) return null;
    const row = await reads.byId(model, String(citation.recordId), info);
    return row && { ...row, __typename: model.type };
  }
}
