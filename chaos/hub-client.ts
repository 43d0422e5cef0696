import { setTimeout as wait } from 'node:timers/promises';
import { factsOf } from '../src/platform/error-codes';
import type { Ledger } from './ledger';
import type { Random } from './random';

/** How long a writer waits for an answer, and at most how long before it tries again, in milliseconds. */
const PATIENCE = 15_000;
const PAUSE = 200;

/** Other failures that pass by themselves, because hubs and Postgres are killed all the time. */
const OF_KILLS: readonly string[] = ['INTERNAL_SERVER_ERROR', 'no answer', 'no connection'];

/** Whether trying again may help. All other errors are bugs. */
function mayPass(code: string): boolean {
  return OF_KILLS.includes(code) || factsOf(code)?.passing === true;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A hub refused a request for good. */
class Refused extends Error {}

/** Sends requests to the hubs, and repeats each one until an answer says what happened to it. */
export class HubClient {
  constructor(
    private readonly url: string,
    private readonly authorization: string,
    private readonly ledger: Ledger,
    private readonly random: Random,
  ) {}

  /** Sends a request until it is answered. The input of a mutation must have an idempotency key. */
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    for (;;) {
      const answer = await this.attempt<Data>(JSON.stringify({ query, variables }));
      if (typeof answer !== 'string') return answer;
      this.ledger.fault(answer);
      await wait(PAUSE * this.random.next());
    }
  }

  /** @returns the data, or the code of the failure */
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
