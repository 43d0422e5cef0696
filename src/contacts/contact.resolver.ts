import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../platform/context';
import { MomentArgs, type ListArguments, type Page, type Row, typesOf } from '../platform/reading';
import { Contact, contacts } from './contact.entity';

@Resolver()
export class ContactResolver {
  @Query(() => Contact, {
    nullable: true,
    description: 'One contact by its id; null if there is none that you may see.',
  })
  contact(
    @Arg('id', () => ID, { description: 'The id.' }) id: string,
    @Args(() => MomentArgs) moment: MomentArgs,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Row | null> {
    return reads.byKey(contacts, 'id', id, info, moment);
  }

  @Query(() => typesOf(contacts).connection, {
    description: 'The contacts that you may see, by name unless ordered otherwise.',
  })
  contacts(
    @Args(() => typesOf(contacts).rootArgs) args: ListArguments,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page> {
    return reads.list(contacts, args, info);
  }
}
