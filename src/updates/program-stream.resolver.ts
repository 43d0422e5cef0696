import { Args, ArgsType, Extensions, Field, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { ChangeLog } from '../platform/change-log/change-log';
import { decodeLogCursor } from '../platform/change-log/cursor';
import type { HubContext } from '../platform/context';
import { onceFor } from '../platform/once-for';
import { ProgramStreamMessage } from './program-change.types';
import { ProgramPieces, programView } from './program-pieces';
import { ProgramStream } from './program-stream';
import { FOLLOWED, ProgramUpdatesFilter } from './program-updates.resolver';

@ArgsType()
class ProgramStreamArgs extends ProgramUpdatesFilter {
  @Field(() => ID, {
    nullable: true,
    description:
      'Any text. It has no effect but to tell apart subscriptions that a router would otherwise take for one.',
  })
  nonce?: string | null;
}

@Resolver()
export class ProgramStreamResolver {
  @Extensions(FOLLOWED)
  @Subscription(() => ProgramStreamMessage, {
    description:
      'The log of all that happens to programs, in its order and without a gap: with `after`, first what happened since; without, from now on, ' +
      'and first a checkpoint that says where that is. A checkpoint comes at least every 15 s. After a lost connection, subscribe again with the ' +
      'last cursor as `after`. A message can come twice then, but none is left out while the log is kept; `previous` shows it if one is lost on ' +
      'the way.',
    subscribe: ({ args, context }) => subscribe(args as ProgramStreamArgs, context as HubContext),
  })
  programUpdates(
    @Root() message: ProgramStreamMessage,
    @Args(() => ProgramStreamArgs) _args: ProgramStreamArgs,
  ): ProgramStreamMessage {
    return message;
  }
}

/** What the subscribers of a hub share. */
const piecesOf = onceFor((changeLog: ChangeLog) => new ProgramPieces(changeLog));

/** What comes first is read before the subscription is acknowledged, so that whatever is wrong with it is the answer. */
async function subscribe(
  args: ProgramStreamArgs,
  { changeLog, viewer, subscription }: HubContext,
): Promise<ProgramStream> {
  const since = performance.now();
  const [argument, after] =
    subscription?.resumeAfter === undefined ? ['after', args.after] : ['Last-Event-ID', subscription.resumeAfter];
  const resumes = typeof after === 'string';
  const start = resumes ? decodeLogCursor(after, argument) : await changeLog.horizon.head();
  const pieces = piecesOf(changeLog);
  const view = programView(args, viewer);
  const first = await pieces.read(view, start, resumes ? 'backlog' : 'live', argument);
  return new ProgramStream({ changeLog, pieces, view, start, resumes, first, since });
}
