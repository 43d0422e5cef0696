import type { TestHub } from '../support/hub';
import { until } from '../support/until';

type Headers = Readonly<Record<string, string>>;

/** What an operation is made of in a URL. */
export interface Asked {
  readonly query?: string;
  readonly documentId?: string;
  readonly operationName?: string;
  readonly variables?: object;
  readonly extensions?: object;
}

export interface Got {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly tag: string;
  readonly body: string;
  /** The statements that reads have sent meanwhile. */
  readonly statements: number;
}

export function addressOf(asked: Asked): string {
  const fields = Object.entries(asked).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return `/graphql?${new URLSearchParams(fields).toString()}`;
}

/** Sends a GET. */
export async function get(hub: Pick<TestHub, 'url' | 'statements'>, asked: Asked, headers: Headers = {}): Promise<Got> {
  const before = hub.statements().length;
  const response = await fetch(hub.url + addressOf(asked), {
    headers: { accept: 'application/json', ...headers },
    // A browser's own cache would come between.
    cache: 'no-store',
  });
  const body = await response.text();
  const { status, headers: got } = response;
  return { status, headers: got, tag: got.get('etag') ?? '', body, statements: hub.statements().length - before };
}

/** The answer for a client that has the answer with this tag. */
export function again(hub: TestHub, asked: Asked, tag: string, headers: Headers = {}): Promise<Got> {
  return get(hub, asked, { ...headers, 'if-none-match': tag });
}

/** Waits until the hub confirms answers without reading: it is in contact with all of its servers, and they agree. */
export function settled(hub: TestHub): Promise<Got> {
  return until('the hub confirms an answer', async () => {
    const asked = { query: '{ __typename }' };
    const confirmed = await again(hub, asked, (await get(hub, asked)).tag);
    return confirmed.status === 304 && confirmed;
  });
}

/** Only this client may keep the answer, and it may not either. */
export function expectNotStored({ headers }: Pick<Got, 'headers'>): void {
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(headers.get('etag')).toBeNull();
}
