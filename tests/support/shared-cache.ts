import { once } from 'node:events';
import { createServer, request as send, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';

/** A cache before a hub, which all clients share. */
export interface SharedCache {
  readonly url: string;
  close(): Promise<void>;
}

interface Stored {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The values of the request headers that `Vary` names. */
  selected: Readonly<Record<string, unknown>>;
  freshUntil: number;
}

/**
 * A cache as RFC 9111 describes it, which keeps whatever it may: it knows no more of credentials than what `Cache-Control` and `Vary` say. A response to
 * a request without a credential therefore answers one with a credential, if `Vary` does not name it.
 */
export async function startSharedCache(hubUrl: string): Promise<SharedCache> {
  const stored = new Map<string, Stored[]>();
  const server = createServer((request, response) => {
    answer(hubUrl, stored, request).then(
      ({ status, headers, body }) => finish(response, status, headers, body),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => (server.close(() => done()), server.closeAllConnections())),
  };
}

function finish(response: ServerResponse, status: number, headers: IncomingHttpHeaders, body: Buffer): void {
  const { 'transfer-encoding': _coding, connection: _connection, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length }).end(body);
}

async function answer(hubUrl: string, all: Map<string, Stored[]>, request: IncomingMessage): Promise<Stored> {
  const key = String(request.url);
  const variants = all.get(key) ?? [];
  const mine = variants.find(({ selected }) => isSelected(selected, request.headers));
  const isRead = request.method === 'GET';
  if (isRead && mine && mine.freshUntil > Date.now()) return mine;
  const known = isRead ? conditionOf(mine) : {};
  const got = await forward(hubUrl, request, { ...request.headers, ...known });
  if (mine && got.status === 304) {
    mine.headers = { ...mine.headers, ...got.headers };
    mine.freshUntil = Date.now() + 1000 * (maxAge(mine.headers) ?? 0);
    return mine;
  }
  const others = variants.filter((variant) => variant !== mine);
  all.set(key, isRead && mayStore(request, got) ? [...others, got] : others);
  return got;
}

function conditionOf(mine: Stored | undefined): IncomingHttpHeaders {
  return mine?.headers.etag ? { 'if-none-match': mine.headers.etag } : {};
}

function isSelected(selected: Stored['selected'], headers: IncomingHttpHeaders): boolean {
  return Object.entries(selected).every(([name, value]) => headers[name] === value);
}

function mayStore({ headers: asked }: IncomingMessage, { status, headers }: Stored): boolean {
  const control = headers['cache-control'] ?? '';
  if (status !== 200 || /no-store|private/.test(control) || headers.vary === '*') return false;
  return asked.authorization === undefined || /public|must-revalidate|s-maxage/.test(control);
}

function maxAge({ 'cache-control': control = '' }: IncomingHttpHeaders): number | undefined {
  const [, seconds] = /max-age=(\d+)/.exec(control) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

function forward(hubUrl: string, request: IncomingMessage, headers: IncomingHttpHeaders): Promise<Stored> {
  return new Promise((done, fail) => {
    const outgoing = send(hubUrl + String(request.url), { method: request.method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const names = (response.headers.vary ?? '').toLowerCase().split(/,\s*/).filter(Boolean);
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
          selected: Object.fromEntries(names.map((name) => [name, request.headers[name]])),
          freshUntil: Date.now() + 1000 * (maxAge(response.headers) ?? 0),
        });
      });
    });
    outgoing.on('error', fail);
    request.pipe(outgoing);
  });
}
