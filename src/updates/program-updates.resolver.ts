import type { GraphQLResolveInfo } from 'graphql';
import { Args, ArgsType, Ctx, Extensions, Field, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Cursor, decodeLogCursor, encodeLogCursor } from '../platform/change-log/cursor';
import { checkFollowable, type LogHead } from '../platform/change-log/head';
import type { HubContext } from '../platform/context';
import { BadUserInput } from '../platform/errors';
import { type Row, type Where, typesOf } from '../platform/reading';
import { Program, programs } from '../programs';
import { ProgramChanged, ProgramChangeKind, ProgramUpdatePage } from './program-change.types';
import { ProgramLog } from './program-log';
import { messagesOf } from './program-messages';

const DEFAULT_ITEMS = 20;
const MAX_ITEMS = 100;

/** To find the states that a filter is judged by. */
export const FOLLOWED = { argumentWeights: { where: 2_000 } };

/** What of the log is followed: of the paged query and of the stream alike. */
@ArgsType()
export class ProgramUpdatesFilter {
  @Field(() => Cursor, { nullable: true, description: 'Only what comes after this place.' })
  after?: string | null;

  @Field(() => typesOf(programs).where, {
    nullable: true,
    description:
      'The programs to watch. Each change is judged by the program as it was before and after it, its own fields and links included, and by ' +
      'other records as they are now: a program that comes to match is ENTERED, one that ceases to is LEFT. Before a change is after the last one ' +
      'that you are told of. What a program leads to is judged as current until it went into the archive, so that its merge is no reason to lose ' +
      'sight of the past. A program that is archived does not cease to match by that; once it is out of your sight, and had ceased to match before, ' +
      'its going is LEFT.',
  })
  where?: Where | null;

  @Field(() => [ProgramChangeKind], { nullable: true, description: 'Only these kinds.' })
  kinds?: ProgramChangeKind[] | null;
}

@ArgsType()
class ProgramUpdatesArgs extends ProgramUpdatesFilter {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_ITEMS,
    description: `How many changes at most: 1 to ${MAX_ITEMS}.`,
  })
  first?: number | null;
}

@Resolver(() => ProgramChanged)
export class ProgramUpdatesResolver {
  @Extensions(FOLLOWED)
  @Query(() => ProgramUpdatePage, {
    description:
      'The log of all that happened to programs, in its order; without `after`, from the oldest change that is kept.',
  })
  async programUpdates(
    @Args(() => ProgramUpdatesArgs) { after, first, ...filter }: ProgramUpdatesArgs,
    @Ctx() { viewer, deadline, share, reads, changeLog }: HubContext,
  ): Promise<ProgramUpdatePage> {
    const start = typeof after === 'string' ? decodeLogCursor(after, 'after') : undefined;
    const check = (head: LogHead): void => (start ? checkFollowable(start, head, 'after') : undefined);
    const log = new ProgramLog(changeLog.database);
    const { items, next, hasMore, head } = await log.read(
      start?.seq,
      sizeOf(first),
      filter,
      { viewer, deadline, share },
      check,
    );
    for (const { changes } of items) reads.answer.values(changes);
    const cursor = encodeLogCursor({ epoch: head.epoch, seq: next });
    changeLog.horizon.learn(head);
    // The programs of the page must not be older than the page.
    await deadline.during(changeLog.horizon.reach(cursor, 'programUpdates'));
    return { items: messagesOf(items, { epoch: head.epoch, seq: start?.seq }), cursor, hasMore };
  }

  @FieldResolver(() => Program, {
    nullable: true,
    description: 'The program as it is now; null once it cannot be read any more.',
  })
  program(
    @Root() { programId }: ProgramChanged,
    @Ctx() { reads }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Row | null> {
    return reads.byId(programs, programId, info);
  }
}

function sizeOf(first: number | null | undefined): number {
  const size = first ?? DEFAULT_ITEMS;
  if (size < 1 || size > MAX_ITEMS) throw new BadUserInput(`first is ${size}; give 1 to ${MAX_ITEMS}.`);
  return size;
}
