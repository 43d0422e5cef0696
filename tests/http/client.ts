import type { ClientSideError, TestHub } from '../support/hub';
import type { RawAnswer } from '../support/raw-http';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly data?: unknown; readonly errors?: readonly ClientSideError[] };
}

/** Sends any request, however odd. */
export async function send(hub: TestHub, path: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(hub.url + path, init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? {} : JSON.parse(text)) as Answered['body'],
  };
}

/** Posts a text to `/graphql`, which need not be JSON. */
export function post(hub: TestHub, body: string, headers: Record<string, string> = {}): Promise<Answered> {
  return send(hub, '/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

/** The answer's only error, whose request id stands in the header too. */
export function errorOf({ headers, body }: Answered): ClientSideError {
  expect(body.data).toBeUndefined();
  const [error, ...others] = body.errors ?? [];
  if (!error) throw new TypeError(`no error in ${JSON.stringify(body)}`);
  expect(others).toEqual([]);
  expect(error.extensions.requestId).toBe(headers.get('x-request-id'));
  return error;
}

/** The only error of an answer that came over a raw socket, in the hub's own JSON. */
export function rawError(answer: RawAnswer | undefined): ClientSideError {
  if (!answer) throw new TypeError('there was no answer');
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  const { errors = [] } = JSON.parse(answer.body) as { errors?: readonly ClientSideError[] };
  expect(errors).toHaveLength(1);
  const [error] = errors as [ClientSideError];
  expect(error.extensions.requestId).toBe(answer.headers['x-request-id']);
  return error;
}

/** Nothing that a client sends is a fault of the hub, in its log. */
export function expectNoFaults({ logged }: Pick<TestHub, 'logged'>): void {
  expect(logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)).toEqual([]);
}
