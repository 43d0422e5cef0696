import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { CloseCode, makeServer, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { WatchedCredential } from '../access/credential-watch';
import { factsOf } from '../error-codes';
import { ClientError } from '../errors';
import { asGraphQLError } from '../execution/present-errors';
import type { Leave } from '../limits/places';
import { ownerOf } from '../limits/share';
import { CauseLog } from '../logging/cause-log';
import { isClientMessage } from './client-message';
import { Outbox } from './outbox';
import { SocketOperations } from './socket-operations';
import type { StreamingParts } from './streaming-parts';

/** The hub's own close codes, besides those of graphql-ws. */
const CLOSE = { goingAway: 1001, tryLater: 1013, tooSlow: 4410 } as const;

/** The most messages of a client that are handled at the same time. At the limit, the hub pauses reading from the client. */
const MAX_UNFINISHED = 64;

/** The most bytes of a close reason in the protocol. */
const MAX_REASON = 123;

/** One WebSocket: its viewer, its operations, and whether it is still alive. */
export class SocketSession {
  private readonly outbox: Outbox;
  private readonly operations: SocketOperations;
  private readonly opened = performance.now();
  private readonly log: FastifyBaseLogger;
  private credential: WatchedCredential | undefined;
  private place: Leave | undefined;
  /** The operations that the client waits for, by id. graphql-ws removes those that the client ends. */
  private wanted: object = {};
  private unfinished = 0;
  private alive = true;

  constructor(
    private readonly socket: WebSocket,
    private readonly request: IncomingMessage,
    log: FastifyBaseLogger,
    private readonly parts: StreamingParts,
    /** Whether the client has authenticated. */
    private readonly greeted: () => void,
  ) {
    this.log = log.child({ socketId: randomUUID() });
    this.outbox = new Outbox(socket, parts.times.patience, () => this.end(CLOSE.tooSlow, 'Too slow to read'));
    this.operations = new SocketOperations(
      parts.operations,
      this.log,
      (write) => this.outbox.send(write),
      (viewer) => parts.shares.of(viewer, request),
    );
  }

  open(): void {
    const { socket, parts } = this;
    if (!parts.streams.hasRoom) {
      socket.on('error', () => undefined);
      socket.close(CLOSE.tryLater, 'Try again later');
      return;
    }
    const leave = parts.streams.enter({ stop: () => void this.stop(), cut: () => socket.terminate() });
    const heartbeat = setInterval(() => this.feelPulse(), parts.times.heartbeat);
    const closed = this.serve();
    // For a message that is too large or malformed, ws itself closes the socket with the right code.
    socket.on('error', () => undefined);
    socket.on('pong', () => (this.alive = true));
    socket.on('ping', (data: Buffer) => this.answerPing(data));
    socket.once('close', (code: number, reason: Buffer) => {
      clearInterval(heartbeat);
      leave();
      this.leave();
      void closed(code, reason.toString());
      this.log.info({ code, ms: Math.round(performance.now() - this.opened) }, 'socket closed');
    });
  }

  private serve(): ReturnType<Server['opened']> {
    const { socket, operations } = this;
    const server = makeServer({
      connectionInitWaitTimeout: this.parts.times.init,
      onConnect: ({ connectionParams }) => this.admit(connectionParams),
      onSubscribe: ({ subscriptions }, id, payload) => {
        this.wanted = subscriptions;
        return operations.start(id, payload, this.admitted());
      },
      execute: (args) => operations.resultOf(args),
      subscribe: (args) => operations.resultOf(args),
      onError: (_context, _id, _payload, errors) => operations.errorsOf(errors),
    });
    return server.opened(
      {
        protocol: socket.protocol,
        send: (text) => this.outbox.send(() => text),
        close: (code, reason) => this.end(code ?? CloseCode.InternalServerError, reason ?? ''),
        onMessage: (handle) => {
          socket.on('message', (data: Buffer, isBinary: boolean) => {
            const text = isBinary ? '' : data.toString();
            if (isClientMessage(text)) void this.read(text, handle);
            else this.end(CloseCode.BadRequest, 'Invalid message received');
          });
        },
      },
      {},
    );
  }

  /** Reads no faster than the client reads the answers, so that a client that only sends cannot fill the memory. */
  private async read(text: string, handle: (text: string) => Promise<void>): Promise<void> {
    this.alive = true;
    this.unfinished += 1;
    if (this.unfinished === MAX_UNFINISHED) this.socket.pause();
    try {
      // A message that was read before the socket closed is dropped.
      if (this.socket.readyState !== this.socket.OPEN) return;
      const handled = handle(text);
      this.operations.keepOnly(this.wanted);
      await handled;
    } catch (error) {
      this.log.error({ err: error }, 'a message over a socket failed');
      this.end(CloseCode.InternalServerError, 'Internal server error');
    } finally {
      this.unfinished -= 1;
      if (this.unfinished < MAX_UNFINISHED / 2 && this.socket.isPaused) this.socket.resume();
    }
  }

  private async admit(payload: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
    const { parts, request } = this;
    this.greeted();
    try {
      const address = parts.shares.addressOf(request);
      const credential = await parts.admit(authorizationOf(payload) ?? request.headers.authorization, address);
      this.place = parts.shares.streams.takeNow(ownerOf(credential.viewer, address));
      this.credential = parts.watch.watch(credential, ({ message }) => this.end(CloseCode.Forbidden, message));
      if (this.socket.readyState !== this.socket.OPEN) this.leave();
    } catch (error) {
      this.refuse(error);
    }
    return true;
  }

  /** The viewer. graphql-ws lets only authenticated clients subscribe. */
  private admitted(): WatchedCredential {
    if (this.credential) return this.credential;
    throw new ClientError('UNAUTHENTICATED', 'This socket is not authenticated; send connection_init first.');
  }

  private refuse(error: unknown): void {
    new CauseLog(this.log).report([asGraphQLError(error)]);
    const closeCode = error instanceof ClientError ? factsOf(error.code)?.closeCode : undefined;
    if (closeCode !== undefined) return this.end(closeCode, (error as ClientError).message);
    this.end(CLOSE.tryLater, 'Try again later');
  }

  /** A socket that does not answer pings is dead, unless it is only slow: then the outbox waits for it. */
  private feelPulse(): void {
    if (!this.outbox.hasRoom || this.socket.isPaused) return;
    if (!this.alive) return this.socket.terminate();
    this.alive = false;
    this.socket.ping();
  }

  private answerPing(data: Buffer): void {
    this.alive = true;
    if (this.outbox.hasRoom) this.socket.pong(data);
  }

  /** Running operations are answered first. */
  private async stop(): Promise<void> {
    this.operations.stop();
    await Promise.race([this.operations.idle(), wait(this.parts.times.drain / 2, undefined, { ref: false })]);
    this.end(CLOSE.goingAway, 'The hub is stopping');
  }

  /** Sends no `complete`: a client that sees the close code knows that it can reconnect and continue. */
  private end(code: number, reason: string): void {
    this.leave();
    this.socket.close(code, Buffer.byteLength(reason) <= MAX_REASON ? reason : '');
    // To receive the client's close frame. Everything else is ignored.
    if (this.socket.isPaused) this.socket.resume();
  }

  private leave(): void {
    this.operations.close();
    this.outbox.release();
    this.credential?.release();
    this.place?.();
  }
}

/** The credential, in any spelling of its key. A value that is not a string is refused, not treated as missing. */
function authorizationOf(payload: Readonly<Record<string, unknown>>): string | undefined {
  const [, value] = Object.entries(payload).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : '';
}
