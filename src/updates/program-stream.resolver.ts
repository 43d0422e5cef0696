import { Args, ArgsType, Extensions, Field, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { ChangeLog } from '../platform/change-log/change-log';
import { decodeLogCursor } from '../platform/change-log/cursor';
import type { HubContext, SubscriptionContext } from '../platform/context';
import { onceFor } from '../platform/once-for';
import { ProgramStreamMessage } from './program-change.types';
import { ProgramPieces } from './program-pieces';
import { ProgramStream } from './program-stream';
import { FOLLOWED, ProgramUpdatesFilter } from './program-updates.resolver';

@ArgsType()
class ProgramStreamArgs extends ProgramUpdatesFilter {
  @Field(() => ID, {
    nullable: true,
    description: 'Any text. Its only effect: a router does not merge subscriptions that have different texts.',
  })
  nonce?: string | null;
}

@Resolver()
export class ProgramStreamResolver {
  @Extensions(FOLLOWED)
  @Subscription(() => ProgramStreamMessage, {
    description:
      'Streams the changes of programs, in the order of the log and without gaps. With `after`, the stream starts with the changes since that ' +
      'cursor. Without it, the stream starts now, with a checkpoint that gives you the cursor. On a quiet stream, a checkpoint comes at least ' +
      'every 15 s. After a lost connection, subscribe again with your last cursor as `after`. A message can then come twice. No message is left out ' +
      'while the log keeps the changes; if one is lost on the way, `previous` shows it.',
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
  const { resumeAfter, answerKey } = subscription as SubscriptionContext;
  const [argument, after] = resumeAfter === undefined ? ['after', args.after] : ['Last-Event-ID', resumeAfter];
  const resumes = typeof after === 'string';
  const start = resumes ? decodeLogCursor(after, argument) : await changeLog.horizon.head();
  const pieces = piecesOf(changeLog);
  const view = pieces.view({ where: args.where, kinds: args.kinds }, viewer);
  const first = await pieces.read(view, start, resumes ? 'backlog' : 'live', viewer, argument).done();
  return new ProgramStream({ changeLog, pieces, view, viewer, answerKey, start, resumes, first, since });
}
