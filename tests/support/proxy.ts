import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands before a server, and can take it away from who connects through here. */
export interface Proxy {
  /** On the loopback interface. */
  readonly port: number;
  /** Breaks all connections and refuses new ones. */
  refuse(): Promise<void>;
  /** Lets everything through again. */
  accept(): Promise<void>;
  /** Keeps all connections and answers nothing, as a machine does that hangs. */
  freeze(): void;
}

/** @param reach opens a connection to the server */
export async function startProxy(reach: () => Socket): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = reach();
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
  const { port } = server.address() as AddressInfo;
  return {
    port,
    refuse: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
    accept: () => listen(port),
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
  };
}
