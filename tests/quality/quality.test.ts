import {
  makeAssignment,
  makeContact,
  makeCore,
  makeIdentifier,
  makeOrganization,
  makeProgram,
  makeRole,
  makeTag,
  makeTerm,
} from '../support/factories';
import { domain } from '../../src/features';
import { recordTypeName } from '../../src/platform/reading';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;
let editor: Record<string, string>;
const pool = () => hub.database.pool;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
  editor = await hub.signIn('editor');
});
afterAll(() => hub.close());

interface Item {
  readonly rule: string;
  readonly title: string;
  readonly count: number;
  readonly question: string;
  readonly records: readonly { readonly id: string; readonly name?: string }[];
}

const QUALITY = `query ($rules: [QualityRule!], $first: Int) {
  quality(rules: $rules) { rule title count question records(first: $first) { id __typename ... on Organization { name } ... on Program { name } } }
}`;

async function ask(rules?: readonly string[], first = 100, headers?: Record<string, string>): Promise<readonly Item[]> {
  const { data, errors } = await hub.query<{ quality: readonly Item[] }, unknown>(QUALITY, { rules, first }, headers);
  expect(errors).toBeUndefined();
  return data.quality;
}

/** Cites a source with `citeRecord`, which must succeed. */
async function cite(id: string, citation: object): Promise<void> {
  const input = { id, sourceKey: 'A', ...citation };
  const query = 'mutation ($input: CiteRecordInput!) { citeRecord(input: $input) { errors { message } } }';
  const { data } = await hub.query<{ citeRecord: { errors: unknown[] } }, object>(query, { input }, editor);
  expect(data.citeRecord.errors).toEqual([]);
}

async function idsOf(rule: string, headers?: Record<string, string>): Promise<readonly string[]> {
  const [item] = await ask([rule], 100, headers);
  expect(item?.count).toBe(item?.records.length);
  return item?.records.map(({ id }) => id) ?? [];
}

test('each question lists as many records as its rule counts, for the public and for editors', async () => {
  for (const headers of [{}, editor]) {
    const items = await ask(undefined, 20, headers);
    expect(items.length).toBeGreaterThan(10);
    for (const { rule, question, count } of items) {
      type Listed = { totalCount?: number; length?: number; 0?: { count?: number } };
      const { data, errors } = await hub.query<Record<string, Listed>, unknown>(question, {}, headers);
      expect([rule, errors]).toEqual([rule, undefined]);
      const [found] = Object.values(data);
      expect([rule, found?.[0]?.count ?? found?.totalCount ?? found?.length]).toEqual([rule, count]);
    }
  }
});

test('what nobody has vouched for in a year is found, and no longer once somebody has', async () => {
  const id = await makeOrganization(pool(), { assured_at: new Date(Date.now() - 400 * 86_400_000), assured_by: 'x' });
  const fresh = await makeOrganization(pool(), {
    assured_at: new Date(Date.now() - 300 * 86_400_000),
    assured_by: 'x',
  });
  const before = await idsOf('ORGANIZATION_NOT_ASSURED');
  expect(before).toContain(id);
  expect(before).not.toContain(fresh);
  await hub.query('mutation ($id: ID!) { assureRecord(input: { id: $id }) { errors { message } } }', { id }, editor);
  expect(await idsOf('ORGANIZATION_NOT_ASSURED')).not.toContain(id);
});

test('a value without a source, one that is only inferred and one that a source contradicts are found until they are not', async () => {
  const id = await makeOrganization(pool(), { founded_year: 1990 });
  const found = async (): Promise<readonly boolean[]> =>
    Promise.all(
      ['UNCITED', 'INFERRED', 'CONTRADICTED'].map(async (rule) => (await idsOf(`ORGANIZATION_${rule}`)).includes(id)),
    );
  expect(await found()).toEqual([true, false, false]);
  await cite(id, { field: null, lineFrom: 1, assertion: 'INFERRED' });
  expect(await found()).toEqual([false, true, false]);
  const field = 'foundedYear';
  await cite(id, { field, lineFrom: 2 });
  expect(await found()).toEqual([false, true, false]);
  for (const other of ['name', 'type']) await cite(id, { field: other, lineFrom: 3 });
  expect(await found()).toEqual([false, false, false]);
  await cite(id, { field, lineFrom: 5, assertion: 'INFERRED' });
  await cite(id, { field, lineFrom: 4, value: 1991 });
  expect(await found()).toEqual([false, false, true]);
  const update =
    'mutation ($id: ID!) { updateOrganization(input: { id: $id, foundedYear: 1991 }) { errors { message } } }';
  expect((await hub.query(update, { id }, editor)).data).toEqual({ updateOrganization: { errors: [] } });
  expect(await found()).toEqual([false, false, false]);
});

test('a link without a source, one that is only inferred and one that a source contradicts are found until they are not', async () => {
  const id = await makeRole(pool(), await makeOrganization(pool()), { program_id: await makeProgram(pool()) });
  const found = async (): Promise<readonly boolean[]> =>
    Promise.all(
      ['UNCITED', 'INFERRED', 'CONTRADICTED'].map(async (rule) =>
        (await idsOf(`ORGANIZATION_ROLE_${rule}`)).includes(id),
      ),
    );
  expect(await found()).toEqual([true, false, false]);
  await cite(id, { lineFrom: 1, assertion: 'INFERRED' });
  expect(await found()).toEqual([false, true, false]);
  await cite(id, { lineFrom: 2 });
  expect(await found()).toEqual([false, false, false]);
  await cite(id, { field: 'role', lineFrom: 3, value: 'FUNDER' });
  expect(await found()).toEqual([false, false, true]);
  const remove = 'mutation ($id: ID!) { removeOrganizationRole(input: { id: $id }) { errors { message } } }';
  expect((await hub.query(remove, { id }, editor)).data).toEqual({ removeOrganizationRole: { errors: [] } });
  expect(await found()).toEqual([false, false, false]);
});

test('every type of link with facts has the same rules as records, and its question says what a link connects', async () => {
  const links = domain.writes.links.map(({ model }) => model);
  const rules = links.flatMap(({ type }) =>
    ['UNCITED', 'INFERRED', 'CONTRADICTED'].map((rule) => `${recordTypeName(type)}_${rule}`),
  );
  const items = await ask(rules);
  expect(items.map(({ rule }) => rule).sort()).toEqual(rules.sort());
  for (const { ends, type } of links) {
    const asked = items.filter(({ rule }) => rule.startsWith(`${recordTypeName(type)}_`));
    for (const { property } of ends)
      for (const { question } of asked)
        expect(question).toMatch(new RegExp(`${property.replace(/Id$/, '')} \\{ id name`));
  }
});

test('a tag and an identifier without a source are found, but not while a record at an end is archived', async () => {
  const organization_id = await makeOrganization(pool());
  const tag = await makeTag(pool(), await makeTerm(pool()), { organization_id });
  const identifier = await makeIdentifier(pool(), { organization_id });
  const found = async (): Promise<readonly boolean[]> => [
    (await idsOf('ATTRIBUTE_UNCITED', editor)).includes(tag),
    (await idsOf('IDENTIFIER_UNCITED', editor)).includes(identifier),
  ];
  expect(await found()).toEqual([true, true]);
  await pool().query('UPDATE organization SET archived_at = now() WHERE id = $1', [organization_id]);
  expect(await found()).toEqual([false, false]);
});

test('what lacks something is found until it has it', async () => {
  const core_id = await makeCore(pool());
  expect(await idsOf('CORE_WITHOUT_PROGRAM')).toContain(core_id);
  const program_id = await makeProgram(pool(), { core_id });
  expect(await idsOf('CORE_WITHOUT_PROGRAM')).not.toContain(core_id);
  expect(await idsOf('PROGRAM_WITHOUT_LEAD')).toContain(program_id);
  await makeRole(pool(), await makeOrganization(pool()), { program_id, role: 'LEAD' });
  expect(await idsOf('PROGRAM_WITHOUT_LEAD')).not.toContain(program_id);
  expect(await idsOf('PROGRAM_WITHOUT_URL')).toContain(program_id);
});

test('a contact that the viewer may not see counts only for those who may', async () => {
  const program_id = await makeProgram(pool());
  await makeAssignment(pool(), await makeContact(pool(), { visibility: 'INTERNAL' }), { program_id });
  expect(await idsOf('PROGRAM_WITHOUT_CONTACT')).toContain(program_id);
  expect(await idsOf('PROGRAM_WITHOUT_CONTACT', editor)).not.toContain(program_id);
});

test('possible duplicates stand side by side, and hidden ones give no hint', async () => {
  const one = await makeContact(pool(), { name: 'Wilhelmina Oakes-Tarrant' });
  const other = await makeContact(pool(), { name: 'Wilhelmina Oakes Tarrant', visibility: 'PARTNER' });
  expect([...(await idsOf('CONTACT_DUPLICATES', editor))].sort()).toEqual([one, other].sort());
  expect(await idsOf('CONTACT_DUPLICATES')).toEqual([]);
});

test('all rules are read in one statement, and their records in one for each type', async () => {
  const { statements, errors, data } = await hub.query<{ quality: { records: { __typename: string }[] }[] }, object>(
    QUALITY,
    { first: 20 },
  );
  expect(errors).toBeUndefined();
  const types = new Set(data.quality.flatMap(({ records }) => records.map(({ __typename: type }) => type)));
  expect(statements).toHaveLength(1 + types.size);
  const counted = await hub.query('{ quality { count } }');
  expect(counted.statements).toHaveLength(1);
});

test('only the asked rules are read, and none for an empty list', async () => {
  expect((await ask(['CORE_WITHOUT_CONTACT', 'PROGRAM_WITHOUT_LEAD'])).map(({ rule }) => rule).sort()).toEqual([
    'CORE_WITHOUT_CONTACT',
    'PROGRAM_WITHOUT_LEAD',
  ]);
  expect(await ask([])).toEqual([]);
});

test('a page of more than 100 records is refused', async () => {
  const { errors } = await hub.query(QUALITY, { first: 101 });
  expect(errors?.[0]?.message).toBe('records(first:) is 101; give 1 to 100.');
});

test('lists can be ordered by when records were confirmed, page by page, with those that never were', async () => {
  const order = 'orderBy: [{ field: ASSURED_AT, direction: DESC }]';
  const all = await hub.query<{ organizations: { nodes: { id: string; assuredAt: string | null }[] } }, unknown>(
    `{ organizations(first: 100, ${order}) { nodes { id assuredAt } } }`,
  );
  const paged: string[] = [];
  let after: string | null = null;
  do {
    const {
      data,
    }: { data: { organizations: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } } =
      await hub.query(
        `query ($after: String) { organizations(first: 7, after: $after, ${order}) { nodes { id } pageInfo { endCursor hasNextPage } } }`,
        { after },
      );
    paged.push(...data.organizations.nodes.map(({ id }) => id));
    after = data.organizations.pageInfo.hasNextPage ? data.organizations.pageInfo.endCursor : null;
  } while (after !== null);
  expect(paged).toEqual(all.data.organizations.nodes.map(({ id }) => id));
  expect(all.data.organizations.nodes.at(-1)?.assuredAt).not.toBeNull();
});
