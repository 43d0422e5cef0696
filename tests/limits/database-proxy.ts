import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Client } from 'pg';

/** Stands between a hub and its Postgres, and can take that away. */
export interface DatabaseProxy {
  /** Of the same database, through the proxy. */
  readonly url: string;
  /** Breaks all connections and refuses new ones. */
  refuse(): Promise<void>;
  /** Lets everything through again. */
  accept(): Promise<void>;
  /** Keeps all connections and answers nothing, as a machine does that hangs. */
  freeze(): void;
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const { host, port, user, password, database } = new Client({ connectionString: databaseUrl });
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  const listen = (at: number) => new Promise<void>((done) => server.listen(at, '127.0.0.1', done));
  await listen(0);
  const at = (server.address() as AddressInfo).port;
  const account = [user, password].filter(Boolean).map((part) => encodeURIComponent(String(part)));
  return {
    url: `postgresql://${account.join(':')}@127.0.0.1:${at}/${String(database)}`,
    refuse: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
    accept: () => listen(at),
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
  };
}
