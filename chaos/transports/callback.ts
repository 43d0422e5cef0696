import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ending, takeResult, type Result, type StreamMessage, type Subscription, type Transport } from './transport';

/** How often the router expects a heartbeat from hubs, and how long it waits for one, in milliseconds. */
const HEARTBEAT = 500;
const SILENCE = 3_000;

const CALLBACK = 'application/json;callbackSpec=1.0';
const PROTOCOL = { 'subscription-protocol': 'callback/1.0' } as const;

/** A subscription that the router knows. */
interface Known {
  readonly take: (message: StreamMessage) => void;
  readonly end: (why: string) => void;
  heard: number;
}

interface RouterMessage {
  readonly id: string;
  readonly verifier: string;
  readonly action: 'check' | 'next' | 'complete';
  readonly payload?: Result;
  readonly errors?: Result['errors'];
}

/** A small router: receives by HTTP callback what hubs send to its followers. */
export class CallbackRouter {
  private readonly known = new Map<string, Known>();
  private readonly server: Server;
  private readonly watch: NodeJS.Timeout;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
    this.watch = setInterval(() => this.giveUpSilent(), HEARTBEAT);
  }

  static async listen(): Promise<CallbackRouter> {
    const router = new CallbackRouter();
    await new Promise<void>((done) => router.server.listen(0, '127.0.0.1', done));
    return router;
  }

  /** The host that hubs must be allowed to call. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get transport(): Transport {
    return (subscription, take) => {
      const { ended, end } = ending();
      const id = randomUUID();
      this.known.set(id, { take, end, heard: Date.now() });
      void this.ask(id, subscription).then((why) => why && this.forget(id, why));
      return { ended, leave: () => this.forget(id, 'left') };
    };
  }

  /** Cuts the connections of hubs while they are sending, so that they may repeat messages that it has already received. */
  cut(): void {
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    clearInterval(this.watch);
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** @returns why the subscription failed, if it did */
  private async ask(id: string, { url, authorization, query, after }: Subscription): Promise<string | undefined> {
    const subscription = {
      callbackUrl: `http://${this.host}/${id}`,
      subscriptionId: id,
      verifier: verifierOf(id),
      heartbeatIntervalMs: HEARTBEAT,
    };
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { accept: CALLBACK, 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query, variables: { after }, extensions: { subscription } }),
        signal: AbortSignal.timeout(15_000),
      });
      const result = (await response.json()) as Result;
      return takeResult({ errors: result.errors ?? [] }, () => undefined);
    } catch {
      return 'broken';
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const status = await this.take(request).catch(() => 400);
    response.writeHead(status, PROTOCOL).end();
  }

  private async take(request: IncomingMessage): Promise<number> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { id, verifier, action, payload, errors } = JSON.parse(text) as RouterMessage;
    const known = this.known.get(id);
    if (!known) return 404;
    if (verifier !== verifierOf(id)) return 400;
    known.heard = Date.now();
    const why = payload && takeResult(payload, known.take);
    if (why) this.forget(id, why);
    if (action === 'complete') this.forget(id, takeResult({ errors: errors ?? [] }, known.take) ?? 'completed');
    return 204;
  }

  /** Removes the subscription: hubs that call it from now on get 404. */
  private forget(id: string, why: string): void {
    this.known.get(id)?.end(why);
    this.known.delete(id);
  }

  /** Ends a subscription without heartbeats, because a hub that is killed cannot end it. */
  private giveUpSilent(): void {
    for (const [id, { heard }] of this.known) if (Date.now() - heard > SILENCE) this.forget(id, 'silent');
  }
}

function verifierOf(id: string): string {
  return `verifier of ${id}`;
}
