import { HubClient, type Request } from '../../fuzz/client';
import { gatherKnown, type Known } from '../../fuzz/generators/known';
import { liveThroughHistory } from '../../fuzz/history';
import { fillWorld } from '../../fuzz/world';
import { KEY_ROLES, type Role } from '../../src/platform/access/viewer';
import { startTestHub, type TestHub, type TestHubOptions } from '../support/hub';
import { inTransaction } from '../support/writer';
import { addHostileRecords } from './hostile-records';

export const ROLES: readonly Role[] = ['public', ...KEY_ROLES];

/** What came back, without what may differ: the date, and how the query was answered. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The header `hub-plan`, which editors and admins get. */
  readonly plan: string | undefined;
}

/** The id that every request chooses, so that replies can be compared. */
const REQUEST_ID = 'equal';
const MAY_DIFFER = new Set(['date', 'hub-plan']);

/** Two hubs on one database: one plans every query, the other plans none. */
export class TwoHubs {
  private constructor(
    readonly planning: TestHub,
    readonly resolving: TestHub,
    private readonly headers: ReadonlyMap<Role, Record<string, string>>,
  ) {}

  /** @param options of both */
  static async start(options: TestHubOptions = {}): Promise<TwoHubs> {
    const planning = await startTestHub({ ...options, env: { ...options.env, HUB_PLANS: 'always' } });
    const { database } = planning;
    const resolving = await startTestHub({ ...options, database, env: { ...options.env, HUB_PLANS: 'off' } });
    const headers = new Map<Role, Record<string, string>>([['public', {}]]);
    for (const role of KEY_ROLES) headers.set(role, await planning.signIn(role));
    return new TwoHubs(planning, resolving, headers);
  }

  /** The same with many records whose texts, links and missing values are hard to handle. */
  static async startFilled(): Promise<TwoHubs> {
    const hubs = await TwoHubs.start();
    const { pool } = hubs.planning.database;
    await inTransaction(pool, fillWorld);
    await liveThroughHistory(hubs.client, pool);
    await addHostileRecords(pool);
    await pool.query('ANALYZE');
    return hubs;
  }

  get client(): HubClient {
    const keys = new Map([...this.headers].map(([role, { authorization = '' }]) => [role, authorization]));
    keys.delete('public');
    return new HubClient(this.planning.url, keys);
  }

  known(): Promise<Known> {
    return gatherKnown(this.client);
  }

  async ask(hub: TestHub, role: Role, request: Request, more: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': REQUEST_ID,
        'accept-encoding': 'identity',
        ...this.headers.get(role),
        ...more,
      },
      body: JSON.stringify(request),
    });
    const headers = [...response.headers].filter(([name]) => !MAY_DIFFER.has(name));
    return {
      status: response.status,
      headers: Object.fromEntries(headers),
      body: await response.text(),
      plan: response.headers.get('hub-plan') ?? undefined,
    };
  }

  /** Demands that both hubs give the same answer. @returns that of the hub that plans */
  async same(role: Role, request: Request, more?: Record<string, string>): Promise<Reply> {
    const [planned, resolved] = await Promise.all([
      this.ask(this.planning, role, request, more),
      this.ask(this.resolving, role, request, more),
    ]);
    expectSame(planned, resolved);
    return planned;
  }

  async close(): Promise<void> {
    await this.resolving.close();
    await this.planning.close();
  }
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[] }[];
  readonly extensions?: unknown;
}

/**
 * Equal in every byte, but for what GraphQL itself leaves open: the order of several errors, and which errors are named of those that make the same
 * field null that is above all of them.
 */
export function expectSame(planned: Reply, resolved: Reply): void {
  const [one, other] = [comparable(planned), comparable(resolved)];
  // Far faster than the comparison of a test, which is for the message.
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(one).toEqual(other);
}

function comparable({ status, headers: { 'content-length': _length, ...others }, body: sent }: Reply): unknown {
  const body = sent.replace(/("cost":\{"requested":\d+,"actual":)\d+/, '$1"by time"');
  const headers = others;
  const { errors } = JSON.parse(body) as Body;
  if (!errors) return { status, headers, body };
  const { data } = JSON.parse(body) as Body;
  const rest = body.replace(`"errors":${JSON.stringify(errors)}`, '');
  return { status, headers, errors: [...new Set(errors.map((error) => namedError(error, data)))].sort(), rest };
}

/** The error; where the null is above it, only the place of the null. */
function namedError(error: NonNullable<Body['errors']>[number], data: unknown): string {
  const { path = [] } = error;
  let value = data;
  for (let depth = 0; depth < path.length; depth += 1) {
    if (value === null) return `an error below ${path.slice(0, depth).join('.')}`;
    value = (value as Record<string | number, unknown> | undefined)?.[path[depth] as string | number];
  }
  return JSON.stringify(error);
}
