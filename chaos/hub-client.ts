import { setTimeout as wait } from 'node:timers/promises';
import { factsOf } from '../src/platform/error-codes';
import type { Ledger } from './ledger';
import type { Random } from './random';

/** How long a writer waits for an answer, and at most before it asks again, in milliseconds. */
const PATIENCE = 15_000;
const PAUSE = 200;

/** What else passes by itself: hubs and Postgres are killed all the time. */
const OF_KILLS: readonly string[] = ['INTERNAL_SERVER_ERROR', 'no answer', 'no connection'];

/** Whether asking again may help; all else is a fault of whoever asks. */
function mayPass(code: string): boolean {
  return OF_KILLS.includes(code) || factsOf(code)?.passing === true;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A hub understood a request, and will never do what it asks for. */
class Refused extends Error {}

/** Asks hubs, and asks again until one of them gives an answer that says what has become of it. */
export class HubClient {
  constructor(
    private readonly url: string,
    private readonly authorization: string,
    private readonly ledger: Ledger,
    private readonly random: Random,
  ) {}

  /** The input has to carry an idempotency key where it changes anything. */
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    for (;;) {
      const answer = await this.attempt<Data>(JSON.stringify({ query, variables }));
      if (typeof answer !== 'string') return answer;
      this.ledger.fault(answer);
      await wait(PAUSE * this.random.next());
    }
  }

  /** @returns the data, or a code that says why there is none */
  private async attempt<Data>(body: string): Promise<Data | string> {
    const answer = await this.post<Data>(body);
    if (typeof answer === 'string') return answer;
    const { data, errors = [] } = answer;
    const [error] = errors;
    if (data && !error) return data;
    const code = error?.extensions?.code ?? 'no answer';
    if (mayPass(code)) return code;
    throw new Refused(`${code}: ${error?.message}`);
  }

  private async post<Data>(body: string): Promise<Answer<Data> | string> {
    try {
      const response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: this.authorization },
        body,
        signal: AbortSignal.timeout(PATIENCE),
      });
      return (await response.json()) as Answer<Data>;
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'no answer' : 'no connection';
    }
  }
}
