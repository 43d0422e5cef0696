import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { type ListArguments, type Page, typesOf } from '../platform/reading';
import { taxonomies } from './taxonomy.entity';
import { terms } from './term.entity';

@Resolver()
export class TaxonomyResolver {
  @Query(() => typesOf(taxonomies).connection, { description: 'The taxonomies that records are tagged by.' })
  taxonomies(
    @Args(() => typesOf(taxonomies).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    return reads.list(taxonomies, args, info);
  }

  @Query(() => typesOf(terms).connection, { description: 'The terms of all taxonomies.' })
  terms(
    @Args(() => typesOf(terms).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    return reads.list(terms, args, info);
  }
}
