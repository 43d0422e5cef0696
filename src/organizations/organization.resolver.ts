import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { KeyArgs, oneKey, type ListArguments, type Page, type Row, typesOf } from '../platform/reading';
import { ancestorsOf } from './organization.ancestors';
import { Organization, organizations } from './organization.entity';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, {
    nullable: true,
    description: 'One organization by its id or its slug; null if there is none.',
  })
  organization(
    @Args(() => KeyArgs) key: KeyArgs,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Row | null> {
    return reads.byKey(organizations, ...oneKey(key), info, key);
  }

  @Query(() => typesOf(organizations).connection, {
    description: 'The organizations of the network, by name unless ordered otherwise.',
  })
  organizations(
    @Args(() => typesOf(organizations).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    return reads.list(organizations, args, info);
  }

  @FieldResolver(() => [Organization], { description: 'The organizations that it is part of, the nearest first.' })
  ancestors(@Root() organization: Row, @Ctx() { reads }: HubContext, @Info() info: GraphQLResolveInfo): Promise<Row[]> {
    return ancestorsOf(String(organization.id), reads, info);
  }
}
