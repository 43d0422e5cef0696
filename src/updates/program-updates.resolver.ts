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

/** The cost of reading the past states that a filter is applied to. */
export const FOLLOWED = { argumentWeights: { where: 2_000 } };

/** Which part of the log a client follows. Arguments of the query and of the subscription. */
@ArgsType()
export class ProgramUpdatesFilter {
  @Field(() => Cursor, { nullable: true, description: 'Only changes after this cursor.' })
  after?: string | null;

  @Field(() => typesOf(programs).where, {
    nullable: true,
    description:
      'Only programs that match. If a change makes a program match, its kind is ENTERED; if the program matches no longer, LEFT. The hub compares ' +
      "the program after the change with the program after the previous change that you may read. The program's own fields and links are those of that " +
      'time; other records are as they are now. A related record that was archived later still counts for the time before. Archiving a program does ' +
      'not stop it from matching.',
  })
  where?: Where | null;

  @Field(() => [ProgramChangeKind], { nullable: true, description: 'Only changes of these kinds.' })
  kinds?: ProgramChangeKind[] | null;
}

@ArgsType()
class ProgramUpdatesArgs extends ProgramUpdatesFilter {
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_ITEMS,
    description: `The maximum number of changes: 1 to ${MAX_ITEMS}.`,
  })
  first?: number | null;
}

@Resolver(() => ProgramChanged)
export class ProgramUpdatesResolver {
  @Extensions(FOLLOWED)
  @Query(() => ProgramUpdatePage, {
    description:
      'The log of the changes of programs, in its order. Without `after`, it starts at the oldest change that the hub keeps.',
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
