import { ArgsType, Directive, Extensions, Field, Int, ObjectType } from 'type-graphql';
import { describedEnum } from './enums';

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;
export const DEFAULT_GROUPS = 100;
/** The most groups that one `groups` answers. */
export const MAX_GROUPS = 1000;

export const AT_LEAST =
  'A cursor of the change log, such as a mutation returned. The answer includes all changes up to it. Waits for up to 2 s.';
export const AS_OF =
  'Reads the state at this moment from the change log. You must be able to read the record both as it was and as it is now. Related ' +
  'records are shown as they are now, citations as they were; a reference that the record itself holds, such as its core or its parent, leads to the record of that moment.';
export const STREAM_CURSOR =
  'The end of the change log in the same snapshot as the records of the page. Follow `programUpdates` after it, and you miss no change that ' +
  'the page does not show. You may receive a change again that the page already shows. Not available with `asOf`.';

export const OrderDirection = describedEnum('OrderDirection', 'The direction of an order.', {
  ASC: 'Ascending: smallest, earliest or alphabetically first value first; records without a value last.',
  DESC: 'Descending: greatest, latest or alphabetically last value first; records without a value first.',
});

@Directive('@shareable')
@Extensions({ weightless: true })
@ObjectType('PageInfo', { description: 'The position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are records after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there are records before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first record. Give it as `before` to read the previous page.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last record. Give it as `after` to read the next page.',
  })
  endCursor!: string | null;
}

/** The arguments that every list takes; a model's own list adds `where` and `orderBy`. */
@ArgsType()
export abstract class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `The number of records from the start of the list: at most ${MAX_PAGE}; ${DEFAULT_PAGE} if neither \`first\` nor \`last\` is given.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only records after this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `The number of records from the end of the list: at most ${MAX_PAGE}.`,
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only records before this cursor.' })
  before?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to include archived records. Requires permission to read them.',
  })
  includeArchived?: boolean | null;
}
