import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Random } from './random';

/** A proxy in front of all hubs, like a load balancer, that cuts connections on demand. */
export class Proxy {
  private readonly open = new Set<Socket>();
  private turn = 0;

  private constructor(
    private readonly server: Server,
    private readonly ports: readonly number[],
  ) {
    server.on('connection', (client) => this.pass(client));
  }

  static async listen(ports: readonly number[]): Promise<Proxy> {
    const server = createServer({ noDelay: true });
    const proxy = new Proxy(server, ports);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Cuts some of the open connections without closing them properly. @returns their number */
  cut(share: number, random: Random): number {
    const chosen = [...this.open].filter(() => random.chance(share));
    for (const socket of chosen) socket.resetAndDestroy();
    return chosen.length;
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.server.close(done));
    for (const socket of this.open) socket.destroy();
    await closed;
  }

  private pass(client: Socket): void {
    this.open.add(client);
    client.on('error', () => undefined);
    client.once('close', () => this.open.delete(client));
    client.pause();
    this.reach(client, this.ports.length);
  }

  /** Connects to the next hub that accepts; it may be that none does. */
  private reach(client: Socket, attempts: number): void {
    if (attempts === 0 || client.destroyed) return void client.destroy();
    this.turn = (this.turn + 1) % this.ports.length;
    const hub = connect({ host: '127.0.0.1', port: this.ports[this.turn] as number, noDelay: true });
    let reached = false;
    hub.once('connect', () => {
      reached = true;
      client.pipe(hub).pipe(client);
    });
    hub.on('error', () => undefined);
    hub.once('close', (failed) => {
      if (!reached) this.reach(client, attempts - 1);
      // After a proper close, data that is under way still reaches the client.
      else if (failed) client.destroy();
    });
    client.once('close', () => hub.destroy());
  }
}
