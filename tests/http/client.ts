import type { ClientSideError, TestHub } from '../support/hub';

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
