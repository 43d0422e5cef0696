import type { ExecutionResult, GraphQLError } from 'graphql';
import type { ContextParts, HubContext } from '../context';
import { originOf } from '../error-origin';
import { ClientError, isPassing } from '../errors';
import { Deadline } from '../limits/deadline';
import { LIMITS } from '../limits/limits';
import type { Shares } from '../limits/shares';
import { CauseLog } from '../logging/cause-log';
import type { HubMetrics } from '../metrics';
import { codesOf } from './answered-operation';
import { answerOf, formatted, streamFailed } from './answers';
import type { Answer, Caller, Operation } from './operation';
import type { OperationRunner } from './operation-runner';
import { ResultStream, type StreamFailed, type StreamMessage } from './result-stream';
import { answerKey, answerOnce, type EventAnswer } from './shared-answers';

/** The parts of the hub that answering needs. */
export interface SubscriptionsParts extends ContextParts {
  readonly runner: OperationRunner;
  readonly shares: Shares;
  readonly metrics: HubMetrics;
}

/** One subscription. */
interface Subscribed {
  readonly operation: Operation;
  /** Equal for all subscriptions with equal answers. */
  readonly key: string;
  readonly context: HubContext;
  readonly caller: Caller;
  readonly log: SubscriptionLog;
}

/** How often the hub tries to answer an event whose reads fail for a passing reason. */
const ATTEMPTS = 3;

/** Opens subscriptions, and answers their events one by one when their transports ask for them. */
export class Subscriptions {
  constructor(private readonly parts: Pick<SubscriptionsParts, 'runner' | 'shares' | 'metrics' | 'reads'>) {}

  /** Call it only for operations that have been checked and charged. */
  async open(operation: Operation, context: HubContext, caller: Caller): Promise<Answer> {
    const { resumeAfter } = caller;
    const leaving = new AbortController();
    const subscription = { signal: leaving.signal, ...(resumeAfter !== undefined && { resumeAfter }) };
    const source = await this.parts.runner.subscribe(operation, { ...context, subscription });
    if (!(Symbol.asyncIterator in source)) return answerOf(source, context);
    const log = new SubscriptionLog(operation, caller);
    const key = answerKey(operation, context);
    const subscribed = { operation, key, context: { ...context, subscription }, caller, log };
    const metrics = this.parts.metrics.subscription(caller.transport);
    const stream = new ResultStream({
      source: source[Symbol.asyncIterator](),
      answer: async (event) => {
        const message = await this.message(event, subscribed);
        metrics.message();
        log.messages += 1;
        return message;
      },
      failure: (error) => streamFailed(error, messageContext(context), operation.operation),
    });
    this.parts.shares.rates.settle(caller.share);
    void stream.closed.then((failure) => {
      metrics.end();
      leaving.abort();
      log.ended(failure);
    });
    return { kind: 'stream', stream };
  }

  /** Repeats failed reads: a subscriber could take an incomplete message for complete and keep its cursor. */
  private async message(event: unknown, subscribed: Subscribed): Promise<StreamMessage> {
    const { operation, key, caller, log } = subscribed;
    const context = messageContext(subscribed.context);
    let since: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      await caller.credential.check();
      const answer = await answerOnce(event, key, (events) => this.answerEvents(operation, events, context), since);
      if ('message' in answer) return answer.message;
      const { errors = [] } = answer.faulty;
      context.causes.report(errors);
      const passing = errors.find(isPassing);
      if (!passing) {
        log.failed(errors);
        return messageOf(event, answer.faulty, context);
      }
      if (attempt === ATTEMPTS) throw streamFailed(passing, context);
      await context.changeLog.tail.contact();
      since = performance.now();
    }
  }

  private answerEvents(operation: Operation, events: readonly unknown[], context: HubContext): Promise<EventAnswer>[] {
    // A fresh context: the records that an earlier message read may have changed since.
    const { viewer, share } = context;
    const deadline = new Deadline();
    const fresh = { ...context, deadline, reads: this.parts.reads({ viewer, deadline, share }) };
    const answers = events.map((event) => this.answerEvent(operation, event, fresh));
    void Promise.allSettled(answers).then(() => deadline.close());
    return answers;
  }

  private async answerEvent(operation: Operation, event: unknown, context: HubContext): Promise<EventAnswer> {
    const result = await this.parts.runner.answerEvent(operation, event, context);
    return result.errors ? { faulty: result } : { message: messageOf(event, result, context) };
  }
}

/** Logs the cause of an error once for each message, since a subscription can last for weeks. */
function messageContext<C extends Pick<HubContext, 'log'>>(context: C): C & Pick<HubContext, 'causes'> {
  return { ...context, causes: new CauseLog(context.log) };
}

/** Logs that a subscription has ended. */
class SubscriptionLog {
  messages = 0;
  private readonly begun = performance.now();
  private readonly codes = new Set<string>();

  constructor(
    private readonly operation: Operation,
    private readonly caller: Caller,
  ) {}

  /** Whether any message had errors. */
  failed(errors: readonly GraphQLError[]): void {
    for (const error of errors) this.codes.add(originOf(error).code);
  }

  /** @param failure why the hub ended it, if it did */
  ended(failure: StreamFailed | undefined): void {
    const { log, transport, credential } = this.caller;
    for (const code of codesOf(failure?.errors) ?? []) this.codes.add(code);
    const facts = {
      transport,
      role: credential.viewer.role,
      operation: this.operation.operation.name?.value,
      type: 'subscription',
      ...(this.codes.size > 0 && { codes: [...this.codes] }),
      messages: this.messages,
      ms: Math.round(performance.now() - this.begun),
    };
    log.info(facts, 'subscription ended');
  }
}

const TOO_LARGE = `A message of this subscription is larger than ${LIMITS.streamMessage / 1_000_000} MB; select fewer fields.`;

function messageOf(event: unknown, result: ExecutionResult, context: HubContext): StreamMessage {
  const cursor = cursorOf(event) ?? cursorOf(Object.values(result.data ?? {})[0]);
  const json = JSON.stringify(formatted(result, context));
  if (Buffer.byteLength(json) > LIMITS.streamMessage) throw new ClientError('QUERY_TOO_COSTLY', TOO_LARGE);
  return { json, ...(cursor !== undefined && { cursor }) };
}

function cursorOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('cursor' in value)) return undefined;
  return typeof value.cursor === 'string' ? value.cursor : undefined;
}
