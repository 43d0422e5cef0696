import type { FastifyBaseLogger } from 'fastify';
import type { SubscriptionContext } from '../context';
import { CauseLog } from '../logging/cause-log';
import type { SubscriptionMetrics } from '../metrics';
import type { Wake } from '../wakes';
import { codesOf } from './answered-operation';
import { streamFailed } from './answers';
import type { Caller, Operation } from './operation';
import type { ErrorContext } from './present-errors';
import type { EventAnswers, StreamFailed, StreamMessage } from './result-stream';
import { knownAnswer, type KnownAnswer } from './shared-answers';

/** Makes the message of an event that nobody has answered yet. */
export type MakeMessage = (event: unknown, subscription: OpenSubscription) => Promise<StreamMessage>;

/** The part of the sender of a subscription that is kept for as long as it is open. */
export interface Subscriber extends Pick<Caller, 'requestId' | 'share' | 'credential' | 'transport'> {
  readonly log: () => FastifyBaseLogger;
  readonly mayIntrospect: boolean;
}

/** One subscription while it is open. A quiet one should hold little, since there can be thousands. */
export class OpenSubscription implements EventAnswers {
  private messages = 0;
  private readonly begun = performance.now();
  private codes: Set<string> | undefined;
  /** The answer of another subscriber that it waits for. */
  private awaited: KnownAnswer | undefined;
  private making = false;
  private made: { readonly message: StreamMessage } | { readonly error: unknown } | undefined;

  constructor(
    readonly operation: Operation,
    readonly subscriber: Subscriber,
    private readonly leaving: Leaving,
    private readonly metrics: SubscriptionMetrics,
    private readonly make: MakeMessage,
  ) {}

  /** Equal for all subscriptions with equal answers. */
  get key(): string {
    return this.leaving.answerKey;
  }

  take(event: unknown, wake: Wake): StreamMessage | undefined {
    if (this.making) return undefined;
    const message = this.takeMade() ?? this.takeKnown(event, wake);
    if (message) {
      this.messages += 1;
      this.metrics.message();
    } else if (!this.awaited) {
      void this.answer(event, wake);
    }
    return message;
  }

  failure(error: unknown): StreamFailed {
    return streamFailed(error, this.errorContext(), this.operation.operation);
  }

  /** A new one for each message: it logs each cause once, and a subscription can last for weeks. */
  errorContext(): ErrorContext {
    const { requestId, log, mayIntrospect } = this.subscriber;
    return { requestId, causes: new CauseLog(log()), mayIntrospect };
  }

  /** Notes the errors of a message for the log. */
  failed(codes: readonly string[]): void {
    for (const code of codes) (this.codes ??= new Set()).add(code);
  }

  ended(failed: StreamFailed | undefined): void {
    this.metrics.end();
    this.leaving.leave();
    this.failed(codesOf(failed?.errors) ?? []);
    const { log, transport, credential } = this.subscriber;
    const facts = {
      transport,
      role: credential.viewer.role,
      operation: this.operation.operation.name?.value,
      type: 'subscription',
      ...(this.codes && this.codes.size > 0 && { codes: [...this.codes] }),
      messages: this.messages,
      ms: Math.round(performance.now() - this.begun),
    };
    log().info(facts, 'subscription ended');
  }

  private takeMade(): StreamMessage | undefined {
    const { made } = this;
    this.made = undefined;
    if (made && 'error' in made) throw made.error;
    return made?.message;
  }

  /** Checks the credential, like every way to a message. If that needs time, the message is made anew. */
  private takeKnown(event: unknown, wake: Wake): StreamMessage | undefined {
    const known = this.awaited ?? knownAnswer(event, this.key);
    if (known?.waiting) {
      if (!this.awaited) known.waiting.push(wake);
      this.awaited = known;
      return undefined;
    }
    this.awaited = undefined;
    return known?.message && !this.subscriber.credential.check() ? known.message : undefined;
  }

  private async answer(event: unknown, wake: Wake): Promise<void> {
    this.making = true;
    try {
      this.made = { message: await this.make(event, this) };
    } catch (error) {
      this.made = { error };
    }
    this.making = false;
    wake();
  }
}

/** Lets the source of a subscription know that nobody listens any more. */
export class Leaving implements SubscriptionContext {
  private controller: AbortController | undefined;
  private left = false;

  constructor(
    readonly resumeAfter: string | undefined,
    readonly answerKey: string,
  ) {}

  /** Made on demand: not every source needs it. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.left) this.controller.abort();
    return this.controller.signal;
  }

  leave(): void {
    this.left = true;
    this.controller?.abort();
  }
}
