import { setTimeout as wait } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import type { CallbackTarget } from './callback-target';
import type { StreamTimes } from './times';

/** A header of the answer to a router, and of every message to it. */
export const CALLBACK_HEADER = { 'subscription-protocol': 'callback/1.0' } as const;

/** How often the hub sends a message that the router does not accept. */
const ATTEMPTS = 4;

export type CallbackMessage =
  | { readonly action: 'check' | 'next' }
  | { readonly action: 'complete'; readonly errors?: readonly GraphQLFormattedError[] };

/**
 * The outcome of a message: the router accepted it, does not know its subscription, or did not accept it after all attempts; or the hub
 * cancelled it.
 */
export type Delivery = 'taken' | 'unknown' | 'refused' | 'abandoned';

/** Sends the messages of one subscription to its router, one after another. */
export class CallbackClient {
  /** Why the router accepted a message in no attempt: a status, or the name of a network error. */
  refusal: string | undefined;
  /** The last network error, if there was one. Only for the log, not for the router's client. */
  fault: unknown;
  private readonly ending = new AbortController();
  private readonly cutting = new AbortController();
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly target: CallbackTarget,
    private readonly times: StreamTimes,
  ) {}

  /** Whether a message is being sent. It replaces a heartbeat. */
  get busy(): boolean {
    return this.waiting > 0;
  }

  /**
   * After a message that the router does not know or accept, nothing more is sent.
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

  /** The subscription has ended: cancels all current and pending messages except `complete`. */
  end(): void {
    this.ending.abort();
  }

  /** Cancels everything. */
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

  /** @returns `taken`, or the outcome of the failed attempt */
  private async post(body: string, abandoned: AbortSignal): Promise<string> {
    // Does not combine AbortSignal.timeout with AbortSignal.any: Node 20 may garbage-collect such a signal with its timer.
    const attempt = new AbortController();
    const giveUp = (): void => attempt.abort();
    const timer = setTimeout(() => attempt.abort(new NoAnswer()), this.times.callback);
    abandoned.addEventListener('abort', giveUp);
    try {
      const response = await fetch(this.target.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...CALLBACK_HEADER },
        body,
        // Follows no redirects: their targets are not on the list of hosts.
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

/** The router did not answer in time. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

async function pause(time: number, abandoned: AbortSignal): Promise<void> {
  await wait(time, undefined, { signal: abandoned }).catch(() => undefined);
}
