import { ArgsType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { describedEnum } from './enums';

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;
export const DEFAULT_GROUPS = 100;
/** The most groups that one `groups` answers. */
export const MAX_GROUPS = 1000;

export const AT_LEAST =
  'A cursor of the change log, such as a mutation gave: the answer has all changes up to it in it. Waits for up to 2 s.';
export const AS_OF =
  'The state at this moment, as the change log tells it, for those who may read the record both as it was and as it is. What is ' +
  'reached from a record is as it is now; a relation that the record itself holds, such as its core or its parent, leads where it led then.';
export const STREAM_CURSOR =
  'Where the change log stands, in the same snapshot as the records of the page: who follows `programUpdates` after it misses nothing that ' +
  'the page does not have. A change that the page has already may be told once more. Not with `asOf`.';

export const OrderDirection = describedEnum('OrderDirection', 'The direction of an order.', {
  ASC: 'Smallest, earliest or first in the alphabet first; records without a value last.',
  DESC: 'Greatest, latest or last in the alphabet first; records without a value first.',
});

@Directive('@shareable')
@ObjectType('PageInfo', { description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'There are records after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'There are records before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first record; give it as `before`.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last record; give it as `after`.' })
  endCursor!: string | null;
}

/** The arguments that every list takes; a model's own list adds `where` and `orderBy`. */
@ArgsType()
export abstract class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many records from the start: at most ${MAX_PAGE}, ${DEFAULT_PAGE} if neither \`first\` nor \`last\` is given.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only records after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: `How many records from the end: at most ${MAX_PAGE}.` })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only records before this cursor.' })
  before?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Also archived records; only for those who may see them.',
  })
  includeArchived?: boolean | null;
}
