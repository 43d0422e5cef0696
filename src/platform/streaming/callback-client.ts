import { setTimeout as wait } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import type { CallbackTarget } from './callback-target';
import type { StreamTimes } from './times';

/** In the answer to a router, and in every message to it. */
export const CALLBACK_HEADER = { 'subscription-protocol': 'callback/1.0' } as const;

/** How often a message is sent that the router does not take. */
const ATTEMPTS = 4;

/** The router did not take a message, however often it was sent. */
export class CallbackFailed extends Error {
  /** @param reason a status, or the name of what went wrong on the way */
  constructor(readonly reason: string) {
    super(`The router does not take messages: ${reason}.`);
  }
}

export type CallbackMessage =
  | { readonly action: 'check' | 'next' }
  | { readonly action: 'complete'; readonly errors?: readonly GraphQLFormattedError[] };

/** Sends the messages of one subscription to its router, one after the other. */
export class CallbackClient {
  private readonly cutting = new AbortController();
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly target: CallbackTarget,
    private readonly times: StreamTimes,
  ) {}

  /** A message is on its way, which tells the router as much as a heartbeat. */
  get busy(): boolean {
    return this.waiting > 0;
  }

  /**
   * Resolves when the router has taken the message.
   * @param payload of `next`, as JSON
   * @returns false where the router no longer knows the subscription
   * @throws CallbackFailed
   */
  async send(message: CallbackMessage, payload?: string): Promise<boolean> {
    this.waiting += 1;
    const body = this.bodyOf(message, payload);
    const turn = this.last.then(() => this.deliver(body));
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }

  /** Gives up whatever is on its way. */
  cut(): void {
    this.cutting.abort();
  }

  private bodyOf(message: CallbackMessage, payload?: string): string {
    const { id, verifier } = this.target;
    const head = JSON.stringify({ kind: 'subscription', id, verifier, ...message });
    return payload === undefined ? head : `${head.slice(0, -1)},"payload":${payload}}`;
  }

  private async deliver(body: string): Promise<boolean> {
    let outcome = '';
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) await this.pause(this.times.retry * 2 ** (attempt - 1));
      outcome = await this.post(body);
      if (outcome === 'taken') return true;
      if (outcome === '404') return false;
    }
    throw new CallbackFailed(outcome);
  }

  private async pause(time: number): Promise<void> {
    await wait(time, undefined, { signal: this.cutting.signal }).catch(() => undefined);
    if (this.cutting.signal.aborted) throw new CallbackFailed('the hub stops');
  }

  /** @returns `taken`, or what came instead */
  private async post(body: string): Promise<string> {
    try {
      const response = await fetch(this.target.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...CALLBACK_HEADER },
        body,
        // Wherever an answer points to is not on the list of hosts.
        redirect: 'manual',
        signal: AbortSignal.any([this.cutting.signal, AbortSignal.timeout(this.times.callback)]),
      });
      await response.body?.cancel();
      return response.ok ? 'taken' : String(response.status);
    } catch (error) {
      return error instanceof Error ? error.name : 'unknown';
    }
  }
}
