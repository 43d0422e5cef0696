import { randomUUID } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import type { Role } from '../src/platform/access/viewer';

export interface Request {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What GraphQL answers an operation with. */
export interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** What came back: the bytes too, with the request's id taken out of them. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly result: Result;
}

/** Stands for the id, which is another one for every request. */
const ID = 'request-id';
/** How long an answer may take, in milliseconds: far longer than any that is right. */
export const PATIENCE = 20_000;

/** An answer that is not of GraphQL's form at all. */
export class StrangeAnswer extends Error {}

/** Sends operations to the hub over HTTP. */
export class HubClient {
  constructor(
    readonly url: string,
    private readonly keys: ReadonlyMap<Role, string>,
  ) {}

  /** Absent for the public. */
  authorization(role: Role): string | undefined {
    return this.keys.get(role);
  }

  post(role: Role, request: Request): Promise<Answer> {
    return this.send(role, '/graphql', { method: 'POST', body: JSON.stringify(request) });
  }

  /** @returns undefined where the address would be longer than what servers take */
  async get(role: Role, { query, variables }: Request): Promise<Answer | undefined> {
    const search = new URLSearchParams({ query, ...(variables && { variables: JSON.stringify(variables) }) });
    const path = `/graphql?${search.toString()}`;
    return path.length > MAX_ADDRESS ? undefined : this.send(role, path, { method: 'GET' });
  }

  /** The one result of a query that is followed as a stream. */
  async sse(role: Role, request: Request): Promise<string> {
    const accept = { accept: 'text/event-stream' };
    const { text } = await this.exchange(role, '/graphql', { method: 'POST', body: JSON.stringify(request) }, accept);
    const line = text.split('\n').find((each) => each.startsWith('data: {'));
    return line?.slice('data: '.length) ?? text;
  }

  private async send(role: Role, path: string, init: RequestInit): Promise<Answer> {
    const { status, text } = await this.exchange(role, path, init, {});
    return { status, body: text, result: resultOf(text, status) };
  }

  private async exchange(role: Role, path: string, init: RequestInit, more: Readonly<Record<string, string>>) {
    const id = randomUUID();
    const key = this.keys.get(role);
    const response = await fetch(this.url + path, {
      ...init,
      headers: {
        'x-request-id': id,
        // Compressing is tried by other requests; here it would be most of the work.
        'accept-encoding': 'identity',
        ...(init.method === 'POST' && { 'content-type': 'application/json' }),
        ...(key && { authorization: key }),
        ...more,
      },
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: response.status, text: (await response.text()).replaceAll(id, ID) };
  }
}

/** Servers take 16 kB of all headers. */
const MAX_ADDRESS = 8_000;

function resultOf(text: string, status: number): Result {
  try {
    const result: unknown = JSON.parse(text);
    if (typeof result === 'object' && result !== null && ('data' in result || 'errors' in result))
      return result as Result;
  } catch {
    // Told below.
  }
  throw new StrangeAnswer(`status ${status}: ${text.slice(0, 300)}`);
}
