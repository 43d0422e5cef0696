import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RouterMessage {
  readonly action: 'check' | 'next' | 'complete';
  readonly payload?: unknown;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** A router that takes callbacks, as strict as the strictest: it answers 400 to anything that is not as the protocol says. */
export class StubRouter {
  readonly verifier = 'secret-of-this-subscription';
  /** What it took, in order. */
  readonly messages: RouterMessage[] = [];
  /** Why it answered 400. */
  readonly faults: string[] = [];
  /** What it answers to messages; 204 where this gives nothing. */
  answer: (message: RouterMessage) => number | Promise<number> | undefined = () => undefined;
  private id = randomUUID();
  private readonly forgotten = new Set<string>();
  private readonly server: Server;
  private waiting: (() => void)[] = [];
  private running = 0;

  private constructor() {
    this.server = createServer((request, response) => {
      this.running += 1;
      // Also where the hub has given up on the answer.
      response.once('close', () => (this.running -= 1));
      void this.take(request).then((status) => {
        response.writeHead(status, { 'subscription-protocol': 'callback/1.0', location: '/elsewhere' }).end();
      });
    });
  }

  static async start(): Promise<StubRouter> {
    const router = new StubRouter();
    await new Promise<void>((done) => router.server.listen(0, '127.0.0.1', done));
    return router;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What it sends with an operation. */
  extensions(more: Readonly<Record<string, unknown>> = {}) {
    const { id: subscriptionId, verifier } = this;
    const callbackUrl = `http://${this.host}/callback/${subscriptionId}`;
    return { subscription: { callbackUrl, subscriptionId, verifier, heartbeatIntervalMs: 0, ...more } };
  }

  /** From now on it does not know the subscription, and waits for another one. */
  forget(): void {
    this.forgotten.add(this.id);
    this.id = randomUUID();
    this.messages.length = 0;
  }

  /** Never answers messages of this kind from now on. @returns resolves once it has got one */
  hang(action: RouterMessage['action']): Promise<void> {
    return new Promise((done) => {
      this.answer = (message) => {
        if (message.action !== action) return undefined;
        done();
        return new Promise(() => undefined);
      };
    });
  }

  async until(condition: (messages: readonly RouterMessage[]) => boolean): Promise<void> {
    while (!condition(this.messages)) await new Promise<void>((done) => this.waiting.push(done));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async take(request: IncomingMessage): Promise<number> {
    try {
      const message = await this.read(request);
      if (message === undefined) return 404;
      if (typeof message === 'string') {
        this.faults.push(message);
        return 400;
      }
      const status = (await this.answer(message)) ?? 204;
      if (status === 204) this.messages.push(message);
      return status;
    } finally {
      for (const done of this.waiting.splice(0)) done();
    }
  }

  /** @returns the message, or what is wrong with it; nothing where it is of a subscription that was forgotten */
  private async read(request: IncomingMessage): Promise<RouterMessage | string | undefined> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { kind, id, verifier, ...message } = JSON.parse(text) as Record<string, unknown>;
    if (this.forgotten.has(String(id))) return undefined;
    if (kind !== 'subscription' || id !== this.id || verifier !== this.verifier) return 'not of this subscription';
    return this.faultOf(request) ?? this.disorder(message) ?? (message as unknown as RouterMessage);
  }

  private faultOf({ headers, method, url }: IncomingMessage): string | undefined {
    if (method !== 'POST' || url !== `/callback/${this.id}`) return 'not sent to where it was to be';
    if (headers['subscription-protocol'] !== 'callback/1.0') return 'no protocol header';
    if (headers['content-type'] !== 'application/json') return 'no JSON';
    return undefined;
  }

  private disorder({ action, payload }: Readonly<Record<string, unknown>>): string | undefined {
    if (this.running > 1) return 'two at a time';
    if (this.messages.length === 0 && action !== 'check') return 'no check first';
    if (this.messages.at(-1)?.action === 'complete') return 'more after the end';
    if (action === 'next' && !payload) return 'next without a payload';
    return undefined;
  }
}
