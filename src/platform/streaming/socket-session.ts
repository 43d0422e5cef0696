import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { CloseCode, MessageType, type SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { WatchedCredential } from '../access/credential-watch';
import { factsOf } from '../error-codes';
import { ClientError } from '../errors';
import { asGraphQLError } from '../execution/present-errors';
import type { Leave } from '../limits/places';
import { ownerOf } from '../limits/share';
import { CauseLog } from '../logging/cause-log';
import { clientMessage } from './client-message';
import type { Beating } from './heartbeats';
import type { OpenStream } from './open-streams';
import { Outbox } from './outbox';
import type { Opening } from './socket-opening';
import { SocketOperations } from './socket-operations';
import { authorizationOf } from './socket-credential';
import { closeReason, type ProtocolServer, type ProtocolSession } from './socket-protocol';
import type { StreamingParts } from './streaming-parts';

/** The hub's own close codes, besides those of graphql-ws. */
const CLOSE = { goingAway: 1001, tryLater: 1013, tooSlow: 4410 } as const;

/** The most messages of a client that are handled at the same time. At the limit, the hub pauses reading from the client. */
const MAX_UNFINISHED = 64;

/** For graphql-ws, which keeps the message of an operation for as long as it runs, and does not need the document. */
const WITHOUT_DOCUMENT = { query: '' } as const;

/** The most bytes of a close reason in the protocol. */
const MAX_REASON = 123;

const NO_INIT = 'Connection initialisation timeout';
const INVALID =
  'Not a message of graphql-transport-ws; to begin an operation, send its id, the type subscribe, and a payload';

/** The parts that all sockets share. */
export interface SocketParts extends StreamingParts {
  readonly protocol: ProtocolServer;
  readonly log: FastifyBaseLogger;
}

/** One WebSocket: its viewer, its operations, and whether it is still alive. There can be thousands, so a quiet one should hold little. */
export class SocketSession implements OpenStream, Beating, ProtocolSession {
  private readonly outbox: Outbox;
  private readonly operations: SocketOperations;
  private readonly opened = performance.now();
  private readonly id = randomUUID();
  private credential: WatchedCredential | undefined;
  private place: Leave | undefined;
  /** Not kept longer than needed: it has the credential. */
  private opening: Opening | undefined;
  /** The operations that the client waits for, by id. graphql-ws removes those that the client ends. */
  private wanted: object = {};
  /** The request of the message that is handled now. */
  private request: SubscribePayload = WITHOUT_DOCUMENT;
  /** Ends a socket that sends no `connection_init`. */
  private init: NodeJS.Timeout | undefined;
  private unfinished = 0;
  private alive = true;

  /** @param connection of the socket */
  constructor(
    private readonly socket: WebSocket,
    connection: Duplex,
    opening: Opening,
    private readonly parts: SocketParts,
    /** Called when the client's first message has come. */
    private greeted: (() => void) | undefined,
  ) {
    const { address, showsCost } = opening;
    this.opening = opening;
    this.outbox = new Outbox(socket, connection, parts.times.patience, () =>
      this.end(CLOSE.tooSlow, 'Too slow to read'),
    );
    this.operations = new SocketOperations(parts, this.id, this.outbox, { address, showsCost });
  }

  open(): void {
    const { socket, parts } = this;
    // For a message that is too large or malformed, ws itself closes the socket with the right code.
    socket.on('error', ignore);
    if (!parts.streams.hasRoom) return socket.close(CLOSE.tryLater, 'Try again later');
    const leave = parts.streams.enter(this);
    parts.heartbeats.add(this);
    this.init = setTimeout(() => this.end(CloseCode.ConnectionInitialisationTimeout, NO_INIT), parts.times.init);
    const closed = this.serve();
    socket.on('pong', () => (this.alive = true));
    socket.on('ping', (data: Buffer) => this.answerPing(data));
    socket.once('close', (code: number, reason: Buffer) => {
      parts.heartbeats.remove(this);
      leave();
      clearTimeout(this.init);
      this.leave();
      void closed(code, reason.toString());
      this.log.info({ code, ms: Math.round(performance.now() - this.opened) }, 'socket closed');
    });
  }

  /** Made on demand: a quiet socket logs nothing. */
  private get log(): FastifyBaseLogger {
    return this.parts.log.child({ socketId: this.id });
  }

  private serve(): ReturnType<ProtocolServer['opened']> {
    const { socket } = this;
    return this.parts.protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => this.outbox.send(text),
        close: (code, reason = '') => this.end(code ?? CloseCode.InternalServerError, closeReason(reason)),
        onMessage: (handle) => {
          socket.on('message', (data: Buffer, isBinary: boolean) => {
            this.receive(isBinary ? '' : data.toString(), handle);
          });
        },
      },
      { session: this },
    );
  }

  private receive(text: string, handle: (text: string) => Promise<void>): void {
    const message = clientMessage(text);
    if (!message) return this.end(CloseCode.BadRequest, INVALID);
    if (message.type !== MessageType.Subscribe) return void this.read(text, handle);
    const { id, type, payload } = message;
    // graphql-ws calls `start` at once.
    this.request = payload;
    void this.read(JSON.stringify({ id, type, payload: WITHOUT_DOCUMENT }), handle);
    this.request = WITHOUT_DOCUMENT;
  }

  start(id: string, wanted: object): ReturnType<SocketOperations['start']> {
    this.wanted = wanted;
    return this.operations.start(id, this.request, this.admitted());
  }

  errorsOf(errors: readonly GraphQLError[]): readonly GraphQLFormattedError[] {
    return this.operations.errorsOf(errors);
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

  async admit(payload: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
    const { parts } = this;
    const { address, authorization } = this.opening as Opening;
    this.opening = undefined;
    this.greeted?.();
    this.greeted = undefined;
    clearTimeout(this.init);
    this.init = undefined;
    try {
      const credential = await parts.admit(authorizationOf(payload, authorization), address);
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
  beat(): void {
    const { socket } = this;
    // A socket that is closing has its own time for that.
    if (socket.readyState !== socket.OPEN || !this.outbox.hasRoom || socket.isPaused) return;
    if (!this.alive) return socket.terminate();
    this.alive = false;
    socket.ping();
  }

  private answerPing(data: Buffer): void {
    this.alive = true;
    if (this.outbox.hasRoom) this.socket.pong(data);
  }

  stop(): void {
    void this.drain();
  }

  cut(): void {
    this.socket.terminate();
  }

  /** Running operations are answered first. */
  private async drain(): Promise<void> {
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

function ignore(): void {
  // The socket closes by itself.
}
