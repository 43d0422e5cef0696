import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Extensions, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Organization } from '../organizations';
import type { HubContext } from '../platform/context';
import { keyOf, type Row } from '../platform/reading';
import { Program } from './program.entity';
import { leadOf } from './program.lead';

@Resolver(() => Program)
export class ProgramResolver {
  /** Finding the lead of a program takes Postgres about as long as reading five records. */
  @Extensions({ weight: 5 })
  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The organization that leads it. If several do, the first by name; null if none is known.',
  })
  lead(@Root() program: Row, @Ctx() { reads }: HubContext, @Info() info: GraphQLResolveInfo): Promise<Row | null> {
    return leadOf(keyOf(program), reads, info);
  }
}
