import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { parse } from 'pg-connection-string';
import { atEnd } from './cleanup.mjs';

const EXECUTE = 0x45; // 'E'
const QUERY = 0x51; // 'Q'

/**
 * A proxy between a server and Postgres that counts the statements of the server: the messages Execute and Query of the wire protocol.
 * The count is exact and needs no extension of Postgres. No times are measured through the proxy.
 * @param {string} databaseUrl
 * @returns {Promise<{ url: string, count: () => number, stop: () => Promise<void> }>}
 */
export async function startCountingProxy(databaseUrl) {
  let statements = 0;
  const sockets = new Set();
  const proxy = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ ...addressOf(databaseUrl), noDelay: true });
    const messages = new FrontendMessages((type) => (statements += type === EXECUTE || type === QUERY ? 1 : 0));
    client.on('data', (chunk) => messages.read(chunk));
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => [client, upstream].forEach((end) => end.destroy()));
      socket.on('close', () => sockets.delete(socket));
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const stop = () => new Promise((resolve) => (proxy.close(resolve), sockets.forEach((socket) => socket.destroy())));
  atEnd(stop);
  return { url: throughPort(databaseUrl, proxy.address().port), count: () => statements, stop };
}

/** Splits the bytes of a client into messages. The first has no type byte; each other one begins with a type byte and a length. */
class FrontendMessages {
  #seen;
  #buffer = Buffer.alloc(0);
  #started = false;

  constructor(seen) {
    this.#seen = seen;
  }

  read(chunk) {
    this.#buffer = this.#buffer.length ? Buffer.concat([this.#buffer, chunk]) : chunk;
    for (;;) {
      const typeLength = this.#started ? 1 : 0;
      if (this.#buffer.length < typeLength + 4) return;
      const size = typeLength + this.#buffer.readInt32BE(typeLength);
      if (this.#buffer.length < size) return;
      if (this.#started) this.#seen(this.#buffer[0]);
      this.#started = true;
      this.#buffer = this.#buffer.subarray(size);
    }
  }
}

function addressOf(databaseUrl) {
  const { host, port } = parse(databaseUrl);
  if (host?.startsWith('/')) return { path: `${host}/.s.PGSQL.${port || 5432}` };
  return { host: host || '127.0.0.1', port: Number(port || 5432) };
}

function throughPort(databaseUrl, port) {
  const { user, password, database } = parse(databaseUrl);
  const credentials = [user, password].filter(Boolean).map(encodeURIComponent).join(':');
  return `postgres://${credentials}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}
