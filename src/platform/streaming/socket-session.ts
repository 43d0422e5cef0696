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

/** The hub's own, next to those that graphql-ws defines. */
const CLOSE = { goingAway: 1001, tryLater: 1013, tooSlow: 4410 } as const;

/** The most messages of a client that are looked at while others are; then nothing more is read of it for the time being. */
const MAX_UNFINISHED = 64;

/** Bytes that the protocol leaves for a reason. */
const MAX_REASON = 123;

/** One WebSocket: who is at its other end, what it runs, and whether it still lives. */
export class SocketSession {
  private readonly outbox: Outbox;
  private readonly operations: SocketOperations;
  private readonly opened = performance.now();
  private readonly log: FastifyBaseLogger;
  private credential: WatchedCredential | undefined;
  private place: Leave | undefined;
  /** What the client waits for, by id. graphql-ws takes out what the client gives up. */
  private wanted: object = {};
  private unfinished = 0;
  private alive = true;

  constructor(
    private readonly socket: WebSocket,
    private readonly request: IncomingMessage,
    log: FastifyBaseLogger,
    private readonly parts: StreamingParts,
    /** It is known who is at the other end. */
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
    // A message that is too large, or none at all: ws closes the socket with the right code by itself.
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

  /** No faster than the client reads the answers, so that who only writes fills no memory. */
  private async read(text: string, handle: (text: string) => Promise<void>): Promise<void> {
    this.alive = true;
    this.unfinished += 1;
    if (this.unfinished === MAX_UNFINISHED) this.socket.pause();
    try {
      // What was read before the socket was closed is not begun.
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

  /** Whoever graphql-ws lets subscribe has been admitted. */
  private admitted(): WatchedCredential {
    if (this.credential) return this.credential;
    throw new ClientError('UNAUTHENTICATED', 'Nobody has been admitted to this socket.');
  }

  private refuse(error: unknown): void {
    new CauseLog(this.log).report([asGraphQLError(error)]);
    const closeCode = error instanceof ClientError ? factsOf(error.code)?.closeCode : undefined;
    if (closeCode !== undefined) return this.end(closeCode, (error as ClientError).message);
    this.end(CLOSE.tryLater, 'Try again later');
  }

  /** A socket that does not answer is dead. Not so one that is too slow to: the outbox waits for it. */
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

  /** What is being answered is answered first. */
  private async stop(): Promise<void> {
    this.operations.stop();
    await Promise.race([this.operations.idle(), wait(this.parts.times.drain / 2, undefined, { ref: false })]);
    this.end(CLOSE.goingAway, 'The hub stops');
  }

  /** No `complete` is sent any more: a client that sees the code knows that it may go on elsewhere. */
  private end(code: number, reason: string): void {
    this.leave();
    this.socket.close(code, Buffer.byteLength(reason) <= MAX_REASON ? reason : '');
    // To hear the client's farewell. Nothing else is listened to.
    if (this.socket.isPaused) this.socket.resume();
  }

  private leave(): void {
    this.operations.close();
    this.outbox.release();
    this.credential?.release();
    this.place?.();
  }
}

/** However the client writes it. What is no text cannot be a credential, and is not taken for none either. */
function authorizationOf(payload: Readonly<Record<string, unknown>>): string | undefined {
  const [, value] = Object.entries(payload).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : '';
}
