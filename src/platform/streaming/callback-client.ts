import { setTimeout as wait } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import type { CallbackTarget } from './callback-target';
import type { StreamTimes } from './times';

/** In the answer to a router, and in every message to it. */
export const CALLBACK_HEADER = { 'subscription-protocol': 'callback/1.0' } as const;

/** How often a message is sent that the router does not take. */
const ATTEMPTS = 4;

export type CallbackMessage =
  | { readonly action: 'check' | 'next' }
  | { readonly action: 'complete'; readonly errors?: readonly GraphQLFormattedError[] };

/**
 * What became of a message: the router has taken it, does not know its subscription, or did not take it however often it was sent; or the hub
 * gave it up before.
 */
export type Delivery = 'taken' | 'unknown' | 'refused' | 'abandoned';

/** Sends the messages of one subscription to its router, one after the other. */
export class CallbackClient {
  /** Why the router took a message in none of its attempts: a status, or the name of what went wrong on the way. */
  refusal: string | undefined;
  /** What went wrong on the way last, where something did. For the log: the router's client may not read it. */
  fault: unknown;
  private readonly ending = new AbortController();
  private readonly cutting = new AbortController();
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly target: CallbackTarget,
    private readonly times: StreamTimes,
  ) {}

  /** A message is on its way, from which the router learns as much as from a heartbeat. */
  get busy(): boolean {
    return this.waiting > 0;
  }

  /**
   * After a message that the router does not know or take, nothing is sent any more.
   * @param payload of `next`, as JSON
   */
  async send(message: CallbackMessage, payload?: string): Promise<Delivery> {
    this.waiting += 1;
    const body = this.bodyOf(message, payload);
    const { signal } = message.action === 'complete' ? this.cutting : this.ending;
    const turn = this.last.then(() => this.deliver(body, signal));
    this.last = turn;
    const delivery = await turn;
    this.waiting -= 1;
    if (delivery === 'unknown' || delivery === 'refused') this.cut();
    return delivery;
  }

  /** The subscription has ended: gives up whatever is on its way, or is still to be sent, but for `complete`. */
  end(): void {
    this.ending.abort();
  }

  /** Gives up everything. */
  cut(): void {
    this.ending.abort();
    this.cutting.abort();
  }

  private bodyOf(message: CallbackMessage, payload?: string): string {
    const { id, verifier } = this.target;
    const head = JSON.stringify({ kind: 'subscription', id, verifier, ...message });
    return payload === undefined ? head : `${head.slice(0, -1)},"payload":${payload}}`;
  }

  private async deliver(body: string, abandoned: AbortSignal): Promise<Delivery> {
    let outcome = '';
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await pause(this.times.retry * 2 ** (attempt - 1), abandoned);
      if (abandoned.aborted) return 'abandoned';
      outcome = await this.post(body, abandoned);
      if (outcome === 'taken') return 'taken';
      if (outcome === '404') return 'unknown';
    }
    if (abandoned.aborted) return 'abandoned';
    this.refusal = outcome;
    return 'refused';
  }

  /** @returns `taken`, or what came instead */
  private async post(body: string, abandoned: AbortSignal): Promise<string> {
    // Not AbortSignal.timeout within AbortSignal.any: Node 20 may sweep such a signal away, and its timer with it.
    const attempt = new AbortController();
    const giveUp = (): void => attempt.abort();
    const timer = setTimeout(() => attempt.abort(new NoAnswer()), this.times.callback);
    abandoned.addEventListener('abort', giveUp);
    try {
      const response = await fetch(this.target.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...CALLBACK_HEADER },
        body,
        // Wherever an answer points to is not on the list of hosts.
        redirect: 'manual',
        signal: attempt.signal,
      });
      await response.body?.cancel();
      return response.ok ? 'taken' : String(response.status);
    } catch (error) {
      this.fault = error;
      return error instanceof Error ? error.name : 'unknown';
    } finally {
      clearTimeout(timer);
      abandoned.removeEventListener('abort', giveUp);
    }
  }
}

/** The router has not answered in time. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

async function pause(time: number, abandoned: AbortSignal): Promise<void> {
  await wait(time, undefined, { signal: abandoned }).catch(() => undefined);
}
