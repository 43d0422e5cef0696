import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import type { Row } from '../platform/reading';
import { Node } from '../platform/record';
import { Citation, citations } from './citation.entity';
import { citedModels } from './citation.visibility';

@Resolver(() => Citation)
export class CitationResolver {
  @FieldResolver(() => Node, { nullable: true, description: 'The record or link that the citation is for.' })
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
