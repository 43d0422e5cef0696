import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { keyOf, type Row } from '../platform/reading';
import { ancestorsOf } from './organization.ancestors';
import { Organization } from './organization.entity';

@Resolver(() => Organization)
export class OrganizationResolver {
  @FieldResolver(() => [Organization], {
    description: 'The organizations that it is part of, directly or through others; the nearest first.',
  })
  ancestors(@Root() organization: Row, @Ctx() { reads }: HubContext, @Info() info: GraphQLResolveInfo): Promise<Row[]> {
    return ancestorsOf(keyOf(organization), reads, info);
  }
}
