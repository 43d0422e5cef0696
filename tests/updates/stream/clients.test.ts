import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import type { Connection, StreamMessage, Transport } from '../../../chaos/transports/transport';
import { webSocket } from '../../../chaos/transports/websocket';
import { makeProgram } from '../../support/factories';
import { startTestHub, type TestHub } from '../../support/hub';
import { startProxy, type Proxy } from '../../support/proxy';
import { StubRouter } from '../../transports/router';
import { apolloMultipart, apolloSocket, callback, eventSource, graphqlSse } from './clients';
import { expectUnbroken } from './subscriber';

const FOLLOW = `subscription ($after: Cursor) {
  programUpdates(after: $after) {
    __typename cursor previous
    ... on ProgramChanged { programId version program { version } }
  }
}`;

let hub: TestHub;
let router: StubRouter;
/** The network: between clients and the hub, and between the hub and the router. */
let lines: { readonly hub: Proxy; readonly router: Proxy };
let partner: string;
let editor: Record<string, string>;
let program: string;

beforeAll(async () => {
  router = await StubRouter.start();
  lines = {
    hub: await startProxy(() => connect(portOf(hub.url), '127.0.0.1')),
    router: await startProxy(() => connect(portOf(`http://${router.host}`), '127.0.0.1')),
  };
  hub = await startTestHub({ env: { HUB_CALLBACK_HOSTS: hostOf(lines.router) }, times: { quiet: 300, retry: 10 } });
  partner = (await hub.signIn('partner'))['authorization'] as string;
  editor = await hub.signIn('editor');
  program = await makeProgram(hub.database.pool);
});
afterAll(async () => {
  await hub.close();
  await router.close();
  await Promise.all([lines.hub.refuse(), lines.router.refuse()]);
});

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function hostOf({ port }: Proxy): string {
  return `127.0.0.1:${port}`;
}

interface Client {
  readonly name: string;
  readonly transport: Transport;
  /** It asks again by itself. */
  readonly goesOn?: true;
}

/** What a partner has stored: every message that its client has handed over. */
class Store {
  readonly messages: StreamMessage[] = [];
  private readonly arrivals = new EventEmitter();
  private connection: Connection | undefined;

  constructor(
    private readonly client: Client,
    private readonly start: string,
  ) {}

  get changes(): readonly StreamMessage[] {
    return this.messages.filter(({ programId }) => programId !== undefined);
  }

  /** Begins, or goes on, after the last cursor that is stored. */
  follow(): Connection {
    const after = this.messages.at(-1)?.cursor ?? this.start;
    const url = `http://${hostOf(lines.hub)}`;
    this.connection = this.client.transport({ url, authorization: partner, query: FOLLOW, after }, (message) => {
      this.messages.push(message);
      this.arrivals.emit('message');
    });
    return this.connection;
  }

  /** @throws why the connection ended before the condition held */
  async until(condition: (store: this) => boolean): Promise<void> {
    const ended = this.client.goesOn ? [] : [this.connection?.ended];
    while (!condition(this)) {
      const why = await Promise.race([once(this.arrivals, 'message'), ...ended]);
      if (typeof why === 'string') throw new Error(`the connection ended: ${why}`);
    }
  }
}

/** @returns the place in the log after which a copy that is taken now goes on */
async function streamCursor(): Promise<string> {
  const { data } = await hub.query<{ programs: { streamCursor: string } }, never>('{ programs { streamCursor } }');
  return data.programs.streamCursor;
}

/** Changes the program so many times. @returns the changes' cursors */
async function change(times: number): Promise<string[]> {
  const cursors: string[] = [];
  for (let time = 0; time < times; time += 1) {
    const { data } = await hub.query<{ updateProgram: { cursor: string; errors: unknown } }, object>(
      'mutation ($input: UpdateProgramInput!) { updateProgram(input: $input) { cursor errors { message } } }',
      { input: { id: program, description: `${performance.now()}` } },
      editor,
    );
    expect(data.updateProgram.errors).toEqual([]);
    cursors.push(data.updateProgram.cursor);
  }
  return cursors;
}

const clients: readonly Client[] = [
  { name: 'graphql-ws at /graphql', transport: webSocket('/graphql') },
  { name: 'graphql-ws at /ws', transport: webSocket('/ws') },
  { name: "Apollo Client's GraphQLWsLink", transport: apolloSocket },
  { name: "Apollo Client's HttpLink, by multipart", transport: apolloMultipart },
  { name: 'graphql-sse', transport: graphqlSse },
  { name: 'an EventSource, with Last-Event-ID', transport: eventSource, goesOn: true },
  {
    name: 'a router, by HTTP callback',
    transport: (subscription, take) => callback(router, hostOf(lines.router))(subscription, take),
  },
];

describe.each(clients)('$name', (client) => {
  it('has each change once and in order, though its connection was cut, and gets checkpoints', async () => {
    const start = await streamCursor();
    const store = new Store(client, start);
    const made = await change(2);
    const line = store.follow();
    await store.until(({ changes }) => changes.length >= 2);

    const writing = change(10);
    await store.until(({ changes }) => changes.length >= 6);
    await Promise.all([lines.hub.refuse(), lines.router.refuse()]);
    await line.ended;
    made.push(...(await writing), ...(await change(1)));
    expect(store.changes.length).toBeLessThan(made.length);
    await Promise.all([lines.hub.accept(), lines.router.accept()]);
    const second = client.goesOn ? line : store.follow();
    await store.until(({ changes }) => changes.length >= made.length);

    made.push(...(await change(1)));
    await store.until(({ changes }) => changes.length >= made.length);
    await store.until(({ messages }) => messages.at(-1)?.programId === undefined);
    second.leave();

    expect(store.changes.map(({ cursor }) => cursor)).toEqual(made);
    expectUnbroken(store.messages, start);
    expect(store.messages.at(-1)).toMatchObject({ __typename: 'Checkpoint', previous: made.at(-1) });
    expect(router.faults).toEqual([]);
  });
});
