import { openStream } from '../transports/http-client';
import { openSocket } from '../transports/streaming-hub';

export const TRANSPORTS = ['http', 'websocket', 'sse', 'multipart'] as const;
export type QueryTransport = (typeof TRANSPORTS)[number];

/** An operation as a test sends it. */
export interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Record<string, string>;
}

/** What a client reads of an operation that failed. */
export interface Failure {
  readonly requestId: string;
  readonly codes: readonly string[];
}

const ACCEPT = {
  http: 'application/json',
  sse: 'text/event-stream',
  multipart: 'multipart/mixed;subscriptionSpec=1.0',
} as const;

/** Sends an operation that fails, on any transport. */
export async function askOn(hub: { readonly url: string }, transport: QueryTransport, asked: Asked): Promise<Failure> {
  const text = transport === 'websocket' ? await overSocket(hub.url, asked) : await overHttp(hub, transport, asked);
  return failureOf(text);
}

export function failureOf(text: string): Failure {
  const requestId = /"requestId":"([^"]+)"/.exec(text)?.[1];
  if (requestId === undefined) throw new Error(`no error in ${text}`);
  return { requestId, codes: [...new Set([...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => String(code)))] };
}

async function overHttp(
  hub: { readonly url: string },
  transport: Exclude<QueryTransport, 'websocket'>,
  { query, variables, headers = {} }: Asked,
): Promise<string> {
  const { ended, text } = await openStream(hub, { accept: ACCEPT[transport], query, variables, headers });
  await ended;
  return text();
}

async function overSocket(url: string, { query, variables, headers = {} }: Asked): Promise<string> {
  const raw = await openSocket({ socketUrl: url.replace('http', 'ws') });
  await raw.init(headers);
  raw.subscribe('1', query, variables);
  await raw.until((messages) => messages.some(({ id }) => id === '1'));
  raw.socket.close();
  return JSON.stringify(raw.messages);
}

/** A line of the log. */
export interface Line extends Record<string, unknown> {
  readonly level: number;
  readonly msg: string;
  readonly requestId?: string;
  readonly err?: Record<string, unknown>;
}

export function linesOf({ logged }: { readonly logged: readonly string[] }): readonly Line[] {
  return logged.map((line) => JSON.parse(line) as Line);
}

/** The lines of one request, once there is the one that says that it was answered. */
export async function linesOfRequest(
  hub: { readonly logged: readonly string[] },
  requestId: string,
): Promise<{ readonly answered: Line; readonly others: readonly Line[] }> {
  for (;;) {
    const lines = linesOf(hub).filter((line) => line.requestId === requestId);
    const answered = lines.find(({ msg }) => msg === 'answered');
    if (answered) return { answered, others: lines.filter((line) => line !== answered) };
    await new Promise((next) => setImmediate(next));
  }
}
