import { request, type IncomingMessage } from 'node:http';
import type { StreamingHub } from './streaming-hub';

export interface StreamRequest {
  readonly method?: 'GET' | 'POST';
  readonly accept: string;
  readonly query?: string;
  readonly variables?: unknown;
  readonly extensions?: unknown;
  readonly headers?: Record<string, string>;
  /** Instead of all of the above but the headers. */
  readonly body?: string;
}

/** A response that the test reads as it comes, or does not read. */
export interface StreamResponse {
  readonly response: IncomingMessage;
  /** All that has come. */
  readonly text: () => string;
  /** Resolves once the text matches. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves at the end of the response, or when it breaks off. */
  readonly ended: Promise<'ended' | 'broken'>;
}

/** Sends an operation and hands out the response once its head is there. */
export function openStream(hub: Pick<StreamingHub, 'url'>, options: StreamRequest): Promise<StreamResponse> {
  const { method = 'POST', accept, query, variables, extensions, headers = {} } = options;
  const fields = { query, variables, extensions };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const path = method === 'GET' ? `/graphql?${search.toString()}` : '/graphql';
  const json = method === 'POST' && { 'content-type': 'application/json' };
  return new Promise((done, fail) => {
    const sent = request(
      hub.url + path,
      { method, headers: { accept, ...json, ...headers }, agent: false },
      (response) => done(follow(response)),
    );
    sent.once('error', fail);
    sent.end(method === 'POST' ? (options.body ?? JSON.stringify(fields)) : undefined);
  });
}

function follow(response: IncomingMessage): StreamResponse {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => (text += chunk));
  response.on('error', () => undefined);
  const ended = new Promise<'ended' | 'broken'>((done) =>
    response.once('close', () => done(response.complete ? 'ended' : 'broken')),
  );
  return {
    response,
    ended,
    text: () => text,
    async until(pattern) {
      while (!pattern.test(text)) {
        const change = new Promise((done) => response.once('data', done));
        if ((await Promise.race([change, ended])) === 'broken' && !pattern.test(text)) {
          throw new Error(`the response broke off before ${String(pattern)}: ${text.slice(-500)}`);
        }
      }
      return text;
    },
  };
}
