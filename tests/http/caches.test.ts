import { startNginx, startVarnish } from '../support/caches';
import * as make from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { describeWith } from '../support/needs';
import { startSharedCache, type SharedCache } from '../support/shared-cache';
import { until } from '../support/until';
import { addressOf, settled, type Asked } from './cached';

const ROLES = ['public', 'analyst', 'partner', 'editor', 'admin'] as const;
const ACCEPTS = ['application/json', 'application/graphql-response+json'];
const ENCODINGS = ['identity', 'gzip', 'br'];

/** What roles get different answers to, and what clients may confuse. */
const OPERATIONS: readonly Asked[] = [
  { query: '{ contacts { nodes { name email visibility } totalCount } }' },
  { query: '{ programs(includeArchived: true) { nodes { slug } totalCount } }' },
  { query: '{ program(slug: "a") { name description assuredBy } }' },
  { query: 'query ($s: String!) { program(slug: $s) { name } }', variables: { s: 'a' } },
  { query: 'query ($s: String!) { program(slug: $s) { name } }', variables: { s: 'b' } },
  { query: '{ x: program(slug: "a") { name } }' },
  { query: 'query A { a: __typename } query B { b: __typename }', operationName: 'A' },
  { query: 'query A { a: __typename } query B { b: __typename }', operationName: 'B' },
  { query: '{ changes(first: 1) { nodes { kind } } }' },
  { query: '{ nothing }' },
  { query: 'mutation { __typename }' },
];

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

type Headers = Readonly<Record<string, string>>;

/** Tests of one cache before a hub. @param maxAge for how long it may serve an answer without asking, in seconds */
function testCache(start: (hubUrl: string) => Promise<SharedCache>, maxAge: number): void {
  let hub: TestHub;
  let cache: SharedCache;
  const credentials = new Map<string, Headers>();

  beforeAll(async () => {
    hub = await startTestHub({ env: { HUB_PUBLIC_MAX_AGE: String(maxAge) } });
    const { pool } = hub.database;
    for (const slug of ['a', 'b'])
      await make.makeProgram(pool, { slug, name: slug, description: 'A long text. '.repeat(300) });
    await make.makeProgram(pool, { slug: 'archived', archived_at: new Date().toISOString() });
    for (const visibility of ['PUBLIC', 'PARTNER', 'INTERNAL'] as const)
      await make.makeContact(pool, { name: visibility, visibility });
    for (const role of ROLES) credentials.set(role, role === 'public' ? {} : await hub.signIn(role));
    await settled(hub);
    cache = await start(hub.url);
  }, 60_000);
  afterAll(async () => {
    await cache.close();
    await hub.close();
  });

  async function ask(at: string, asked: Asked, headers: Headers): Promise<Answer> {
    const response = await fetch(at + addressOf(asked), { headers, cache: 'no-store' });
    const body = (await response.text()).replace(/"requestId":"[^"]*"/g, '"requestId":""');
    return { status: response.status, type: response.headers.get('content-type'), body };
  }

  const confirmed = () => hub.logged.filter((line) => (JSON.parse(line) as { status?: number }).status === 304).length;

  test('nobody gets the answer of somebody else, or to another request', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (const [index, asked] of OPERATIONS.entries()) {
        for (let turn = 0; turn < ROLES.length; turn += 1) {
          const role = ROLES[(turn + round + index) % ROLES.length] as string;
          const accept = ACCEPTS[(turn + round) % ACCEPTS.length] as string;
          const encoding = ENCODINGS[(turn + index) % ENCODINGS.length] as string;
          const headers = { ...credentials.get(role), accept, 'accept-encoding': encoding };
          expect([role, asked, await ask(cache.url, asked, headers)]).toEqual([
            role,
            asked,
            await ask(hub.url, asked, headers),
          ]);
        }
      }
    }
  }, 60_000);

  test('an answer is what was acknowledged last', async () => {
    const asked: Asked = { query: '{ program(slug: "b") { name } }' };
    const { rows } = await hub.database.pool.query<{ id: string }>(`SELECT id FROM program WHERE slug = 'b'`);
    const through = () => ask(cache.url, asked, { accept: 'application/json', 'accept-encoding': 'gzip' });
    await through();
    for (let turn = 0; turn < (maxAge > 0 ? 2 : 20); turn += 1) {
      const rename = `mutation { updateProgram(input: { id: "${rows[0]?.id}", name: "Name ${turn}" }) { program { name } } }`;
      expect((await hub.query(rename, {}, credentials.get('editor'))).errors).toBeUndefined();
      if (maxAge === 0) expect((await through()).body).toContain(`"Name ${turn}"`);
      else await until('the cache has asked again', async () => (await through()).body.includes(`"Name ${turn}"`));
    }
  }, 60_000);

  test('a kept answer is confirmed by the hub without a statement', async () => {
    const asked: Asked = { query: '{ program(slug: "a") { name description } }' };
    const headers = { accept: 'application/json', 'accept-encoding': 'gzip' };
    await settled(hub);
    const first = await ask(cache.url, asked, headers);
    await until('the cache asks the hub', async () => {
      const [before, sent] = [confirmed(), hub.statements().length];
      expect(await ask(cache.url, asked, headers)).toEqual(first);
      return confirmed() > before && hub.statements().length === sent;
    });
  }, 60_000);

  test('answers to POST pass through', async () => {
    const answers = await Promise.all(
      [{}, await hub.signIn('editor')].map(async (credential) => {
        const response = await fetch(`${cache.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...credential },
          body: JSON.stringify({ query: '{ contacts { totalCount } }' }),
        });
        expect(response.headers.get('cache-control')).toBe('private, no-store');
        return (await response.json()) as unknown;
      }),
    );
    expect(answers).toEqual([{ data: { contacts: { totalCount: 1 } } }, { data: { contacts: { totalCount: 3 } } }]);
  });
}

describe('a cache that keeps whatever it may', () => testCache(startSharedCache, 0));
describeWith('varnishd')('Varnish', () => testCache(startVarnish, 0));
describeWith('nginx')('nginx', () => testCache(startNginx, 1));
