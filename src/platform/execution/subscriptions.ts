import type { ExecutionResult } from 'graphql';
import { createContext, type ContextParts, type HubContext } from '../context';
import { originOf } from '../error-origin';
import { ClientError, isPassing } from '../errors';
import { Deadline } from '../limits/deadline';
import { LIMITS } from '../limits/limits';
import type { Shares } from '../limits/shares';
import type { HubMetrics } from '../metrics';
import { answerOf, formatted, streamFailed } from './answers';
import { eventSourceOf } from './event-source';
import { Leaving, OpenSubscription } from './open-subscription';
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

/** Opens subscriptions, and answers their events one by one when their transports ask for them. */
export class Subscriptions {
  constructor(private readonly parts: SubscriptionsParts) {}

  /** Call it only for operations that have been checked and charged. */
  async open(operation: Operation, context: HubContext, caller: Caller): Promise<Answer> {
    const leaving = new Leaving(caller.resumeAfter);
    const source = await this.parts.runner.subscribe(operation, { ...context, subscription: leaving });
    if (!(Symbol.asyncIterator in source)) return answerOf(source, context);
    const { requestId, log, share, credential, transport } = caller;
    const { mayIntrospect } = context;
    const subscription = new OpenSubscription(
      operation,
      answerKey(operation, context),
      { requestId, log, share, credential, transport, mayIntrospect },
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
      const answer = await answerOnce(event, key, (events) => this.answerEvents(events, subscription, context), since);
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

  private answerEvents(
    events: readonly unknown[],
    { operation, subscriber }: OpenSubscription,
    { causes }: ErrorContext,
  ): Promise<EventAnswer>[] {
    // A fresh context: the records that an earlier message read may have changed since.
    const deadline = new Deadline();
    const { credential, ...sender } = subscriber;
    const context = { ...createContext({ ...sender, viewer: credential.viewer, deadline }, this.parts), causes };
    const answers = events.map((event) => this.answerEvent(operation, event, context));
    void Promise.allSettled(answers).then(() => deadline.close());
    return answers;
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
