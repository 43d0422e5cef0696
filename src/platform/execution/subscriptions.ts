import type { ExecutionResult } from 'graphql';
import { createContext, type ContextParts, type HubContext } from '../context';
import { originOf } from '../error-origin';
import { ClientError, isPassing } from '../errors';
import { Deadline } from '../limits/deadline';
import { LIMITS } from '../limits/limits';
import type { Shares } from '../limits/shares';
import type { CauseLog } from '../logging/cause-log';
import type { HubMetrics } from '../metrics';
import { answerOf, formatted, streamFailed } from './answers';
import { eventSourceOf } from './event-source';
import { Leaving, OpenSubscription, type Subscriber } from './open-subscription';
import type { Answer, Caller, Operation } from './operation';
import type { OperationRunner } from './operation-runner';
import type { ErrorContext } from './present-errors';
import { ResultStream, type StreamMessage } from './result-stream';
import { answerKey, answerOnce, type EventAnswer } from './shared-answers';

/** The parts of the hub that answering needs. */
export interface SubscriptionsParts extends ContextParts {
  readonly runner: OperationRunner;
  readonly shares: Shares;
  readonly metrics: HubMetrics;
}

/** How often the hub tries to answer an event whose reads fail for a passing reason. */
const ATTEMPTS = 3;

/** The most events that are answered together. */
const TOGETHER = 100;

/** The events that are answered in one turn of the event loop, for subscriptions with equal answers. */
interface Turn {
  readonly context: HubContext;
  readonly answers: Promise<EventAnswer>[];
}

/** Opens subscriptions, and answers their events one by one when their transports ask for them. */
export class Subscriptions {
  /** The current turns, by the key of the answers. */
  private readonly turns = new Map<string, Turn>();

  constructor(private readonly parts: SubscriptionsParts) {}

  /** Call it only for operations that have been checked and charged. */
  async open(operation: Operation, context: HubContext, caller: Caller): Promise<Answer> {
    const leaving = new Leaving(caller.resumeAfter, answerKey(operation, context));
    const source = await this.parts.runner.subscribe(operation, { ...context, subscription: leaving });
    if (!(Symbol.asyncIterator in source)) return answerOf(source, context);
    const { requestId, log, logLater = () => log, share, credential, transport } = caller;
    const { mayIntrospect } = context;
    const subscription = new OpenSubscription(
      operation,
      { requestId, log: logLater, share, credential, transport, mayIntrospect },
      leaving,
      this.parts.metrics.subscription(transport),
      this.message,
    );
    this.parts.shares.rates.settle(share);
    return { kind: 'stream', stream: new ResultStream(eventSourceOf(source), subscription) };
  }

  /** Repeats failed reads: a subscriber could take an incomplete message for complete and keep its cursor. */
  private readonly message = async (event: unknown, subscription: OpenSubscription): Promise<StreamMessage> => {
    const { key, subscriber } = subscription;
    const context = subscription.errorContext();
    let since: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      // Awaits only if needed, so that subscribers who come in the same turn find this answer and do not begin their own.
      const checking = subscriber.credential.check();
      if (checking) await checking;
      const answer = await answerOnce(
        event,
        key,
        (events, alone) => this.answerEvents(events, alone, subscription, context),
        since,
      );
      if ('message' in answer) return answer.message;
      const { errors = [] } = answer.faulty;
      context.causes.report(errors);
      const passing = errors.find(isPassing);
      if (!passing) {
        subscription.failed(errors.map((error) => originOf(error).code));
        return messageOf(event, answer.faulty, context);
      }
      if (attempt === ATTEMPTS) throw streamFailed(passing, context);
      await this.parts.changeLog.tail.contact();
      since = performance.now();
    }
  };

  /** Subscriptions with different filters get different events of the same change: what they read in one turn is read together. */
  private answerEvents(
    events: readonly unknown[],
    alone: boolean,
    { operation, key, subscriber }: OpenSubscription,
    { causes }: ErrorContext,
  ): Promise<EventAnswer>[] {
    const turn = (alone ? undefined : this.turns.get(key)) ?? this.beginTurn(subscriber, causes);
    if (!alone) this.turns.set(key, turn);
    const answers = events.map((event) => this.answerEvent(operation, event, turn.context));
    turn.answers.push(...answers);
    if (turn.answers.length >= TOGETHER) this.turns.delete(key);
    setImmediate(() => {
      if (this.turns.get(key) === turn) this.turns.delete(key);
      void Promise.allSettled(turn.answers).then(() => turn.context.deadline.close());
    });
    return answers;
  }

  /** A fresh context: the records that an earlier message read may have changed since. */
  private beginTurn({ credential, log, ...sender }: Subscriber, causes: CauseLog): Turn {
    const asker = { ...sender, log: log(), viewer: credential.viewer, deadline: new Deadline() };
    return { context: { ...createContext(asker, this.parts), causes }, answers: [] };
  }

  private async answerEvent(operation: Operation, event: unknown, context: HubContext): Promise<EventAnswer> {
    const result = await this.parts.runner.answerEvent(operation, event, context);
    return result.errors ? { faulty: result } : { message: messageOf(event, result, context) };
  }
}

const TOO_LARGE = `A message of this subscription is larger than ${LIMITS.streamMessage / 1_000_000} MB; select fewer fields.`;

function messageOf(event: unknown, result: ExecutionResult, context: ErrorContext): StreamMessage {
  const cursor = cursorOf(event) ?? cursorOf(Object.values(result.data ?? {})[0]);
  const json = JSON.stringify(formatted(result, context));
  if (Buffer.byteLength(json) > LIMITS.streamMessage) throw new ClientError('QUERY_TOO_COSTLY', TOO_LARGE);
  return { json, ...(cursor !== undefined && { cursor }) };
}

function cursorOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('cursor' in value)) return undefined;
  return typeof value.cursor === 'string' ? value.cursor : undefined;
}
