import fc from 'fast-check';
import type { Request } from '../../fuzz/client';
import type { Known } from '../../fuzz/generators/known';
import { lists, type List } from '../../fuzz/generators/lists';
import type { Role } from '../../src/platform/access/viewer';
import { runs } from '../support/runs';
import { checkEqual, SEED } from './random-cases';
import { ROLES, TwoHubs, type Reply } from './two-hubs';

const RUNS = Number(process.env['PLANNING_RUNS'] ?? runs(20, 300));
/** The most pages to read in one direction. */
const PAGES = 5;
const SIZE = 3;

let hubs: TwoHubs;
let known: Known;

beforeAll(async () => {
  hubs = await TwoHubs.startFilled();
  known = await hubs.known();
}, 120_000);
afterAll(() => hubs.close());

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** One page of a list. @param more whether resolvers are needed for a part of it */
function pageOf(list: List, slice: Readonly<Record<string, unknown>>, more: boolean): Request {
  const { field, whereType, orderType, groupType, owner, where, orderBy, includeArchived, groupBy } = list;
  const names = Object.keys(slice);
  const types: Record<string, string> = { first: 'Int', last: 'Int', after: 'String', before: 'String' };
  const definitions = [
    `$where: ${whereType}, $orderBy: [${orderType}!], $archived: Boolean${more ? `, $by: [${groupType}!]!` : ''}`,
    ...names.map((name) => `$${name}: ${types[name]}`),
  ];
  const given = [
    'where: $where, orderBy: $orderBy, includeArchived: $archived',
    ...names.map((name) => `${name}: $${name}`),
  ];
  const groups = more ? ' groups(by: $by) { count }' : '';
  const selected = `list: ${field}(${given.join(', ')}) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } totalCount${groups} }`;
  const query = owner ? `owner: ${owner.field}(id: ${JSON.stringify(owner.id)}) { ${selected} }` : selected;
  return {
    query: `query (${definitions.join(', ')}) { ${query} }`,
    variables: { where, orderBy, archived: includeArchived, ...(more && { by: [groupBy] }), ...slice },
  };
}

function infoOf({ body }: Reply): PageInfo | undefined {
  const { data } = JSON.parse(body) as {
    data?: { list?: { pageInfo: PageInfo }; owner?: { list?: { pageInfo: PageInfo } } };
  };
  return (data?.list ?? data?.owner?.list)?.pageInfo;
}

/** Reads pages on both hubs, each from where the other one ended: equal answers have equal cursors. */
async function walk(role: Role, list: List, more: boolean): Promise<number> {
  let info = infoOf(await hubs.same(role, pageOf(list, { first: SIZE }, more)));
  let read = 1;
  for (; info?.hasNextPage && read < PAGES; read += 1)
    info = infoOf(await hubs.same(role, pageOf(list, { first: SIZE, after: info.endCursor }, more)));
  const end = info?.endCursor;
  for (let back = 1; info?.startCursor && back < PAGES; back += 1)
    info = infoOf(await hubs.same(role, pageOf(list, { last: SIZE - 1, before: info.startCursor }, more)));
  if (info?.endCursor && end)
    await hubs.same(role, pageOf(list, { first: SIZE, after: info.endCursor, before: end }, more));
  return read;
}

test.each(ROLES)(
  'cursors of planned pages lead on in both hubs, forwards and backwards, as %s',
  async (role) => {
    let pages = 0;
    const cases = fc.tuple(lists(known, role), fc.integer({ min: 0, max: 3 }));
    await checkEqual(
      cases,
      async ([list, more]) => void (pages += await walk(role, list, more === 0)),
      ([list, more]) => JSON.stringify(pageOf(list, { first: SIZE }, more === 0)),
      { seed: SEED, runs: RUNS },
    );
    // A walk of one page each would follow no cursor.
    expect(pages).toBeGreaterThan(RUNS * 1.1);
  },
  900_000,
);
