import fc from 'fast-check';
import { startTestHub, type TestHub } from '../support/hub';
import { runs } from '../support/runs';
import { csvCells, fileOf, NDJSON, ndjsonRows } from './file-client';
import { makeManyPrograms } from './many-rows';

interface Node {
  readonly slug: string;
  readonly startedYear: number | null;
  readonly core: { readonly name: string } | null;
  readonly organizations: { readonly nodes: readonly { readonly name: string }[]; readonly totalCount: number };
}

interface Page {
  readonly programs: {
    readonly nodes: readonly Node[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await makeManyPrograms(hub.database.pool, 1_300);
});
afterAll(() => hub.close());

const ROW = 'slug startedYear core { name } organizations { nodes { name } totalCount }';
const CELLS = 'slug startedYear core { name } organizations { totalCount }';
const LIST = 'where: $where, orderBy: $orderBy, after: $after';
const VARIABLES = '$where: ProgramWhere, $orderBy: [ProgramOrder!], $after: String';

/** All pages of the list, one after another. */
async function walked(variables: object, most: number): Promise<Node[]> {
  const found: Node[] = [];
  const query = `query (${VARIABLES}) { programs(first: 100, ${LIST}) { nodes { ${ROW} } pageInfo { hasNextPage endCursor } } }`;
  for (let after: string | null | undefined; found.length < most;) {
    const { data, errors } = await hub.query<Page, object>(query, { after, ...variables });
    expect(errors).toBeUndefined();
    found.push(...data.programs.nodes);
    if (!data.programs.pageInfo.hasNextPage) break;
    after = data.programs.pageInfo.endCursor;
  }
  return found.slice(0, most);
}

const orders = fc.uniqueArray(fc.constantFrom('NAME', 'STARTED_YEAR', 'STATUS', 'UPDATED_AT', 'KIND'), {
  maxLength: 3,
});
const filters = fc.constantFrom<object | null>(
  null,
  { kind: { eq: 'STUDY' } },
  { startedYear: { gte: 2000 } },
  { not: { startedYear: { lt: 2015 } } },
  { core: { name: { in: ['Core 1', 'Core 2'] } } },
  { organizations: { some: {} } },
  { name: { eq: 'nobody' } },
);

test('a file has the rows of all pages, in their order', async () => {
  await fc.assert(
    fc.asyncProperty(
      orders,
      fc.constantFrom('ASC', 'DESC'),
      filters,
      fc.option(fc.integer({ min: 0, max: 1_500 }), { nil: undefined }),
      async (fields, direction, where, first) => {
        const variables = { where, orderBy: fields.map((field) => ({ field, direction })), first };
        const expected = await walked(variables, first ?? Infinity);
        const query = (row: string): string =>
          `query (${VARIABLES}, $first: Int) { programs(first: $first, ${LIST}) { nodes { ${row} } } }`;
        const lines = await fileOf(hub, query(ROW), { accept: NDJSON, variables });
        expect(ndjsonRows<Node>(lines)).toEqual(expected);
        const cells = await fileOf(hub, query(CELLS), { variables });
        expect(csvCells(cells).slice(1)).toEqual(
          expected.map(({ slug, startedYear, core, organizations }) => [
            slug,
            String(startedYear ?? ''),
            core?.name ?? '',
            String(organizations.totalCount),
          ]),
        );
      },
    ),
    { numRuns: runs(12, 100), seed: 20_261_128 },
  );
}, 120_000);

test('the statements grow with the parts of a file, not with its rows', async () => {
  const statements = async (first: number): Promise<number> => {
    const query = `{ programs(first: ${first}) { nodes { ${ROW} } } }`;
    return (await fileOf(hub, query, { accept: NDJSON })).statements.length;
  };
  // BEGIN, the place of the log, the cursor; then for each part its rows, cores, organizations and their number.
  expect(await statements(100)).toBe(3 + 4);
  expect(await statements(101)).toBe(3 + 2 * 4);
  expect(await statements(1_100)).toBeLessThanOrEqual(3 + 4 * 4);
});
