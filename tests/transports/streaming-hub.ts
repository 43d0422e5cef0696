import 'reflect-metadata';
import { once } from 'node:events';
import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLFieldConfigMap,
} from 'graphql';
import { pino } from 'pino';
import { WebSocket, type ClientOptions } from 'ws';
import type { Credential } from '../../src/platform/access/credential';
import { Authenticator } from '../../src/platform/access/authenticator';
import type { HubKeys } from '../../src/platform/access/hub-keys';
import type { HubContext } from '../../src/platform/context';
import { ClientError, Forbidden } from '../../src/platform/errors';
import { createApollo } from '../../src/platform/execution/apollo';
import { OperationRunner } from '../../src/platform/execution/operation-runner';
import { Operations } from '../../src/platform/execution/operations';
import { readOperations } from '../../src/platform/http/pages';
import { KnownDocuments } from '../../src/platform/known-documents/known-documents';
import { PublicAnswers } from '../../src/platform/http/public-answers';
import { createServer } from '../../src/platform/http/server';
import { Shares } from '../../src/platform/limits/shares';
import { hubLog } from '../../src/platform/logging/hub-log';
import { createMetrics } from '../../src/platform/metrics';
import type { ChangeLog } from '../../src/platform/change-log/change-log';
import type { Writing } from '../../src/platform/writing/unit/writing';
import { NO_SIZES } from '../../src/platform/reading/work/table-sizes';
import type { Reads } from '../../src/platform/reading';
import { AnswerCount } from '../../src/platform/reading/answer-count';
import type { StreamTimes } from '../../src/platform/streaming/times';
import { WELCOME } from '../../src/welcome';
import { Feed } from './feed';

/** A hub whose subscription is fed by the test; all the rest is what the real one has. */
export interface StreamingHub {
  readonly url: string;
  readonly socketUrl: string;
  readonly feed: Feed;
  /** Accepted as `Bearer <name>`. To take one back, delete it; its value is when it expires. */
  readonly tokens: Map<string, Date | undefined>;
  readonly logged: readonly string[];
  /** How many sets of fresh reads were made. */
  readonly freshReads: () => number;
  /** Lets the query `gate` answer, the source of `gated` open, and the messages of `held` be answered. */
  openGate(): void;
  /** One value of `/metrics`. */
  metric(name: string, transport: string): Promise<number>;
  close(): Promise<void>;
}

export interface StreamingHubOptions {
  readonly times?: Partial<StreamTimes>;
  readonly limit?: number;
  readonly corsOrigins?: readonly string[];
  readonly publicUrl?: string;
  readonly callbackHosts?: readonly string[];
  /** The documents that clients can name, and who may send others. */
  readonly known?: KnownDocuments;
  /** Of an earlier hub. */
  readonly feed?: Feed;
  /** Any free one otherwise. */
  readonly port?: number;
}

type Fields = GraphQLFieldConfigMap<unknown, HubContext>;

const nonNull = { string: new GraphQLNonNull(GraphQLString), int: new GraphQLNonNull(GraphQLInt) };

const tickType = new GraphQLObjectType({
  name: 'Tick',
  fields: {
    cursor: { type: nonNull.string },
    number: { type: nonNull.int },
    padding: {
      type: nonNull.string,
      args: { bytes: { type: nonNull.int } },
      resolve: (_tick, { bytes }: { bytes: number }) => 'x'.repeat(bytes),
    },
    fault: {
      type: GraphQLString,
      resolve: () => {
        throw new TypeError('postgres://hub:secret@db/hub');
      },
    },
  },
});

function subscriptionFields(feed: Feed, gate: Promise<void>): Fields {
  return {
    ticks: {
      type: new GraphQLNonNull(tickType),
      args: { after: { type: GraphQLString } },
      subscribe: (_root, { after }: { after?: string }, { subscription }) =>
        feed.subscribe(subscription?.resumeAfter ?? after, subscription?.signal),
      resolve: (tick: unknown) => tick,
    },
    held: {
      type: new GraphQLNonNull(tickType),
      subscribe: (_root, _args, { subscription }) => feed.subscribe(undefined, subscription?.signal),
      resolve: (tick: unknown) => gate.then(() => tick),
    },
    gated: {
      type: new GraphQLNonNull(tickType),
      subscribe: (_root, _args, { subscription }) => feed.subscribeAfter(gate, subscription?.signal),
      resolve: (tick: unknown) => tick,
    },
    secrets: {
      type: new GraphQLNonNull(tickType),
      subscribe: () => {
        throw new Forbidden('Partners only.');
      },
    },
    broken: {
      type: new GraphQLNonNull(tickType),
      subscribe: () => {
        throw new TypeError('postgres://hub:secret@db/hub');
      },
    },
  };
}

function schemaOf(feed: Feed, gate: Promise<void>): GraphQLSchema {
  const nested: GraphQLObjectType = new GraphQLObjectType({
    name: 'Nested',
    fields: () => ({ nested: { type: nested, resolve: () => ({}) }, name: { type: GraphQLString } }),
  });
  const query: Fields = {
    hello: { type: nonNull.string, args: { name: { type: GraphQLString } }, resolve: () => 'world' },
    role: { type: nonNull.string, resolve: (_root, _args, { viewer }) => viewer.role },
    gate: { type: nonNull.string, resolve: () => gate.then(() => 'open') },
    nested: { type: nested, resolve: () => ({}) },
    fault: {
      type: GraphQLString,
      resolve: () => {
        throw new TypeError('postgres://hub:secret@db/hub');
      },
    },
  };
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: query }),
    mutation: new GraphQLObjectType({
      name: 'Mutation',
      fields: { touch: { type: GraphQLBoolean, resolve: () => true } },
    }),
    subscription: new GraphQLObjectType({ name: 'Subscription', fields: subscriptionFields(feed, gate) }),
  });
}

function admission(tokens: ReadonlyMap<string, Date | undefined>) {
  return async (authorization: string | undefined): Promise<Credential> => {
    if (authorization === undefined) {
      return { viewer: { role: 'public', principal: 'public' }, stillValid: () => Promise.resolve(true) };
    }
    const name = authorization.replace('Bearer ', '');
    if (name === 'unknowable') throw new ClientError('UNAVAILABLE', 'The database is away.');
    if (!tokens.has(name)) throw new ClientError('UNAUTHENTICATED', 'The credential is not accepted.');
    const expiresAt = tokens.get(name);
    return {
      viewer: { role: 'partner', principal: `key:${name}` },
      stillValid: () => Promise.resolve(tokens.has(name)),
      ...(expiresAt && { expiresAt }),
    };
  };
}

export async function startStreamingHub({
  feed = new Feed(),
  port = 0,
  known = new KnownDocuments(),
  ...options
}: StreamingHubOptions = {}): Promise<StreamingHub> {
  const tokens = new Map<string, Date | undefined>();
  const logged: string[] = [];
  const log = hubLog(pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }));
  let openGate = (): void => undefined;
  const schema = schemaOf(feed, new Promise((done) => (openGate = done)));
  const metrics = createMetrics();
  const runner = new OperationRunner(schema, NO_SIZES);
  let freshReads = 0;
  const context = {
    introspection: 'everyone' as const,
    reads: () => {
      freshReads += 1;
      return { answer: new AnswerCount('public') } as unknown as Reads;
    },
    writing: () => ({ end: () => Promise.resolve() }) as unknown as Writing,
    changeLog: {} as ChangeLog,
  };
  const shares = new Shares();
  const snapshots = (): Promise<never> => Promise.reject(new Error('this hub has no database'));
  const operations = new Operations({ ...context, schema, runner, shares, metrics, known, snapshots });
  const apollo = createApollo(schema, operations, known, log);
  await apollo.start();
  const server = await createServer({
    introspection: context.introspection,
    shares,
    apollo,
    log,
    metrics,
    authenticator: new Authenticator({ find: () => Promise.resolve(undefined) } as unknown as HubKeys),
    sdl: '',
    pages: { welcome: { ...WELCOME, counted: [] }, operations: readOperations() },
    ready: () => Promise.resolve(),
    admit: admission(tokens),
    operations,
    publicAnswers: new PublicAnswers({ place: () => undefined, today: () => '', release: [], maxAge: 0 }),
    corsOrigins: [],
    callbackHosts: [],
    ...options,
  });
  const url = await server.listen({ port, host: '127.0.0.1' });
  return {
    url,
    socketUrl: url.replace('http', 'ws'),
    feed,
    tokens,
    logged,
    freshReads: () => freshReads,
    openGate: () => openGate(),
    async metric(name, transport) {
      const { values } = (await metrics.registry.getSingleMetric(name)?.get()) ?? { values: [] };
      return values.find(({ labels }) => labels['transport'] === transport)?.value ?? 0;
    },
    async close() {
      await server.close();
      await apollo.stop();
    },
  };
}

/** A message of the WebSocket protocol as it travels. */
export interface WireMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A socket in the hands of the test, which says exactly what is sent, and reads when it likes. */
export class RawSocket {
  readonly messages: WireMessage[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private waiting: (() => void)[] = [];

  constructor(readonly socket: WebSocket) {
    this.closed = once(socket, 'close').then(([code, reason]) => ({ code: code as number, reason: String(reason) }));
    socket.on('message', (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString()) as WireMessage);
      for (const done of this.waiting.splice(0)) done();
    });
  }

  send(...messages: readonly (WireMessage | string)[]): void {
    for (const message of messages) {
      this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    }
  }

  /** Says who it is, and waits for the answer. */
  async init(payload?: Readonly<Record<string, unknown>>): Promise<this> {
    this.send({ type: 'connection_init', ...(payload && { payload }) });
    await this.until((messages) => messages.some(({ type }) => type === 'connection_ack'));
    return this;
  }

  subscribe(id: string, query: string, variables?: Readonly<Record<string, unknown>>): void {
    this.send({ id, type: 'subscribe', payload: { query, ...(variables && { variables }) } });
  }

  async until(condition: (messages: readonly WireMessage[]) => boolean): Promise<void> {
    while (!condition(this.messages)) await new Promise<void>((done) => this.waiting.push(done));
  }

  /** The next message of an operation, after those that were asked for before. */
  async message(id: string, type: string): Promise<WireMessage> {
    const wanted = (message: WireMessage): boolean => message.id === id && message.type === type;
    await this.until((messages) => messages.some(wanted));
    return this.messages.find(wanted) as WireMessage;
  }
}

export async function openSocket(
  hub: Pick<StreamingHub, 'socketUrl'>,
  path = '/graphql',
  options: ClientOptions & { protocol?: string } = {},
): Promise<RawSocket> {
  const { protocol = 'graphql-transport-ws', ...rest } = options;
  const socket = new WebSocket(hub.socketUrl + path, protocol || [], rest);
  const raw = new RawSocket(socket);
  await once(socket, 'open');
  return raw;
}
