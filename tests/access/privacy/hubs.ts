import { encodeLogCursor } from '../../../src/platform/change-log/cursor';
import { KEY_ROLES } from '../../../src/platform/access/viewer';
import { startTestHub, type TestHub } from '../../support/hub';
import { openStream } from '../../transports/http-client';
import type { Places, Request } from './documents';
import { History } from './history';
import { ORDERS } from './operations';
import { ROLES, Sight, type Role } from './sight';
import { twinOf } from './twin';
import { dump, restore, World, type Dump } from './world';

type Headers = Record<string, string>;

/** What came back, as bytes: nothing of it may depend on what is hidden. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: string;
}

/** A hub with a random world in it, and for each role that does not see all another one, whose world differs in what is hidden from that role. */
export class Hubs {
  readonly world: World;

  private constructor(
    readonly stored: Dump,
    readonly moments: readonly string[],
    readonly hub: TestHub,
    readonly twins: ReadonlyMap<Role, TestHub>,
    private readonly headers: ReadonlyMap<Role, Headers>,
    readonly places: Places,
  ) {
    this.world = new World(stored, moments);
  }

  static async start(seed: number): Promise<Hubs> {
    const hub = await startTestHub();
    const headers = new Map<Role, Headers>([['public', {}]]);
    for (const role of KEY_ROLES) headers.set(role, await hub.signIn(role));
    const editor = headers.get('editor') ?? {};
    const history = new History(hub, editor, seed);
    await history.live();
    const stored = await dump(hub.database.pool);
    const world = new World(stored, history.moments);
    const blind = ROLES.filter((role) => role !== 'editor' && role !== 'admin');
    const twins = new Map<Role, TestHub>();
    for (const role of blind) twins.set(role, await startTwin(twinOf(stored, new Sight(world, role))));
    return new Hubs(stored, history.moments, hub, twins, headers, await placesOf(hub, editor, stored));
  }

  /** Sends the request to a hub as the role. The request has an id of its own choosing, so that replies can be compared. */
  async ask(hub: TestHub, role: Role, request: Request, accept = '*/*'): Promise<Reply> {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'privacy', accept, ...this.headers.get(role) },
      body: JSON.stringify(request),
    });
    return { status: response.status, body: await response.text(), headers: JSON.stringify([...response.headers]) };
  }

  /** Follows a subscription until it has sent all that there is. @returns what came, as bytes */
  async follow(hub: TestHub, role: Role, { query, variables }: Request): Promise<string> {
    const headers = this.headers.get(role) ?? {};
    const stream = await openStream(hub, { accept: 'text/event-stream', query, variables, headers });
    const text = await stream.until(/"caughtUp":true|event: complete/);
    stream.response.destroy();
    return text;
  }

  async close(): Promise<void> {
    await Promise.all([this.hub, ...this.twins.values()].map((hub) => hub.close()));
  }
}

/** A hub with another world, in which the same keys work. */
export function startTwin(stored: Dump): Promise<TestHub> {
  return startTestHub({ prepare: (pool) => restore(pool, stored) });
}

async function placesOf(hub: TestHub, editor: Headers, { change_head }: Dump): Promise<Places> {
  const epoch = String(change_head[0]?.epoch);
  const cursors = new Map<string, string>();
  for (const orderBy of ORDERS) {
    const { data } = await hub.query<{ contacts: { edges: { cursor: string; node: { id: string } }[] } }, object>(
      'query ($orderBy: [ContactOrder!]) { contacts(first: 100, includeArchived: true, orderBy: $orderBy) { edges { cursor node { id } } } }',
      { orderBy: orderBy.length > 0 ? orderBy : undefined },
      editor,
    );
    for (const { cursor, node } of data.contacts.edges) cursors.set(JSON.stringify(orderBy) + node.id, cursor);
  }
  return {
    logCursor: (seq) => encodeLogCursor({ epoch, seq: BigInt(seq) }),
    listCursor: (orderBy, id) => cursors.get(JSON.stringify(orderBy) + id) ?? '',
  };
}
