import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { KeyArgs, oneKey, type ListArguments, type Page, type Row, typesOf } from '../platform/reading';
import { Core, cores } from './core.entity';

@Resolver()
export class CoreResolver {
  @Query(() => Core, { nullable: true, description: 'One core by its id or its slug; null if there is none.' })
  core(
    @Args(() => KeyArgs) key: KeyArgs,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Row | null> {
    return reads.byKey(cores, ...oneKey(key), info, key);
  }

  @Query(() => typesOf(cores).connection, { description: 'The cores, by position unless ordered otherwise.' })
  cores(
    @Args(() => typesOf(cores).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    return reads.list(cores, args, info);
  }
}
