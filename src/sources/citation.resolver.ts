import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { ownerOf, type Row } from '../platform/reading';
import { Node } from '../platform/record';
import { Citation, citations } from './citation.entity';

@Resolver(() => Citation)
export class CitationResolver {
  @FieldResolver(() => Node, { nullable: true, description: 'The record or link that the citation is for.' })
  record(@Root() citation: Row, @Ctx() { reads }: HubContext, @Info() info: GraphQLResolveInfo): Promise<Row | null> {
    return ownerOf(reads, citations, citation, info);
  }
}
