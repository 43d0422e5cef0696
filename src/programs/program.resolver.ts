import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { Organization } from '../organizations';
import type { HubContext } from '../platform/context';
import { KeyArgs, oneKey, type ListArguments, type Page, type Row, typesOf } from '../platform/reading';
import { Program, programs } from './program.entity';
import { leadOf } from './program.lead';

@Resolver(() => Program)
export class ProgramResolver {
  @Query(() => Program, { nullable: true, description: 'One program by its id or its slug; null if there is none.' })
  program(
    @Args(() => KeyArgs) key: KeyArgs,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Row | null> {
    return reads.byKey(programs, ...oneKey(key), info, key);
  }

  @Query(() => typesOf(programs).connection, {
    description: 'The programs of the network, by name unless ordered otherwise.',
  })
  programs(
    @Args(() => typesOf(programs).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    return reads.list(programs, args, info);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organization that leads it; the first by name where several do, null where none is known to.',
  })
  lead(@Root() program: Row, @Ctx() { reads }: HubContext, @Info() info: GraphQLResolveInfo): Promise<Row | null> {
    return leadOf(String(program.id), reads, info);
  }
}
