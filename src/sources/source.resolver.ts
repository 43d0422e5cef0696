import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import type { ListArguments, Page, Row } from '../platform/reading';
import { Node } from '../platform/record';
import { Citation, citations } from './citation.entity';
import { citedModels } from './cited-records';
import { sources } from './source.entity';

@Resolver(() => Citation)
export class SourceResolver {
  @Query(() => sources.types.connection, { description: 'The documents that facts of the hub are taken from.' })
  sources(
    @Args(() => sources.types.rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    return reads.list(sources, args, info);
  }

  @Query(() => citations.types.connection, { description: 'Where the sources bear out the facts of the hub.' })
  citations(
    @Args(() => citations.types.rootArgs) args: ListArguments,
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
    const model = citedModels.get(String(citation.recordType));
    if (!model) return null;
    const row = await reads.byId(model, String(citation.recordId), info);
    return row && { ...row, __typename: model.type };
  }
}
