import { encodeLogCursor } from '../../src/platform/change-log/cursor';
import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { composers } from './compose';
import { neighbourSdl, startNeighbour } from './neighbour';
import type { RunningNeighbour } from './subgraph';
import { streamingGateway, type GatewayResult, type StreamingGateway } from './streaming-gateway';
import { until } from '../support/until';

const FOLLOW = `subscription ($after: Cursor) {
  programUpdates(after: $after) {
    __typename
    cursor
    ... on ProgramChanged { kind program { name grants { title amount } } }
  }
}`;

interface Message {
  readonly programUpdates: { readonly __typename: string; readonly cursor: string };
}

let hub: TestHub;
let neighbour: RunningNeighbour;
let supergraph: string;
let camp: string;
let partner: Record<string, string>;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub();
  partner = await hub.signIn('partner');
  editor = await hub.signIn('editor');
  camp = await makeProgram(hub.database.pool, { slug: 'camp', name: 'Camp' });
  neighbour = await startNeighbour([{ id: 'g1', title: 'Tents', amount: 5, recipientId: '', programSlug: 'camp' }]);
  const { sdl } = (await hub.query<{ _service: { sdl: string } }, never>('{ _service { sdl } }')).data._service;
  const subgraphs = [
    { name: 'hub', url: `${hub.url}/graphql`, sdl },
    { name: 'grants', url: neighbour.url, sdl: neighbourSdl },
  ];
  supergraph = composers.guild(subgraphs).supergraph ?? '';
});
afterAll(async () => {
  await neighbour.close();
  await hub.close();
});

async function rename(name: string): Promise<void> {
  const { data } = await hub.query<{ updateProgram: { errors: unknown } }, object>(
    'mutation ($input: UpdateProgramInput!) { updateProgram(input: $input) { errors { message } } }',
    { input: { id: camp, name } },
    editor,
  );
  expect(data.updateProgram.errors).toEqual([]);
}

/** The next result that is no checkpoint, of which one may come at any time. */
async function change(messages: AsyncIterableIterator<GatewayResult<Message>>): Promise<unknown> {
  for (;;) {
    const { value } = (await messages.next()) as { value?: GatewayResult<Message> };
    if (value?.data?.programUpdates.__typename !== 'Checkpoint') return value;
  }
}

/** How many subscriptions the hub has open; none of a transport that was not used yet. */
async function followed(transport: string): Promise<number> {
  const metrics = await (await fetch(`${hub.url}/metrics`)).text();
  const [, open] = new RegExp(`^hub_subscriptions_open{transport="${transport}"} (\\d+)$`, 'm').exec(metrics) ?? [];
  return Number(open ?? 0);
}

/** Resolves once the hub has none open any more. */
function unfollowed(transport: string): Promise<unknown> {
  return until(`no subscription over ${transport} is open`, async () => (await followed(transport)) === 0);
}

describe.each([
  ['SSE', 'sse', 'sse'],
  ['a WebSocket', 'ws', 'websocket'],
] as const)('through Hive Gateway, which follows the hub over %s', (_name, line, transport) => {
  let gateway: StreamingGateway;

  beforeAll(async () => {
    gateway = await streamingGateway(supergraph, line);
  });
  afterAll(() => gateway.close());

  it("each change arrives with the neighbour's fields", async () => {
    const messages = gateway.subscribe<Message>(FOLLOW, {}, partner);
    const start = await messages.next();
    expect(start.value).toEqual({
      data: { programUpdates: { __typename: 'Checkpoint', cursor: expect.any(String) as unknown } },
    });

    for (const name of [`One over ${line}`, `Two over ${line}`]) {
      await rename(name);
      expect(await change(messages)).toEqual({
        data: {
          programUpdates: {
            __typename: 'ProgramChanged',
            cursor: expect.any(String) as unknown,
            kind: 'UPDATED',
            program: { name, grants: [{ title: 'Tents', amount: 5 }] },
          },
        },
      });
    }
    await messages.return?.();
  });

  it('the client goes on after the last cursor that it has', async () => {
    const before = gateway.subscribe<Message>(FOLLOW, {}, partner);
    const { value } = (await before.next()) as { value: { data: Message } };
    await before.return?.();
    await rename(`Missed over ${line}`);
    const messages = gateway.subscribe<Message>(FOLLOW, { after: value.data.programUpdates.cursor }, partner);

    expect(await change(messages)).toMatchObject({
      data: { programUpdates: { program: { name: `Missed over ${line}`, grants: [{ title: 'Tents' }] } } },
    });
    await messages.return?.();
  });

  it('an error about a cursor reaches the client with its code', async () => {
    const { rows } = await hub.database.pool.query<{ epoch: string }>('SELECT epoch FROM change_head');
    const after = encodeLogCursor({ epoch: String(rows[0]?.epoch), seq: 1_000n });

    const messages = gateway.subscribe<Message>(FOLLOW, { after }, partner);
    expect((await messages.next()).value).toMatchObject({ errors: [{ extensions: { code: 'CURSOR_IN_FUTURE' } }] });
  });

  it('without a credential it is refused', async () => {
    const messages = gateway.subscribe<Message>(FOLLOW, {}, {});
    expect((await messages.next()).value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('the hub is not followed any more once the client has left', async () => {
    await unfollowed(transport);
    const messages = gateway.subscribe<Message>(FOLLOW, {}, partner);
    await messages.next();
    expect(await followed(transport)).toBe(1);
    await messages.return?.();

    await unfollowed(transport);
  });
});
