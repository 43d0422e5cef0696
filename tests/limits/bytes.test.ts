import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { makeAffiliation, makeCore, makeOrganization, makeProgram, makeRole } from '../support/factories';
import { effortOf } from '../support/effort';
import { startTestHub, type Answer, type TestHub } from '../support/hub';
import { startHubProcess } from '../writing/hub-process';
import { refusalsOf, times } from './refused';

const LONG = 'health equity, '.repeat(300);

let hub: TestHub;
let partner: Record<string, string>;
let core: string;

beforeAll(async () => {
  hub = await startTestHub();
  partner = await hub.signIn('partner');
  const { pool } = hub.database;
  const parent = await makeOrganization(pool, { slug: 'parent', description: LONG });
  const organization_id = await makeOrganization(pool, { slug: 'child', parent_organization_id: parent });
  core = await makeCore(pool, { slug: 'core', description: LONG, organization_id });
  for (let index = 0; index < 100; index += 1) {
    const program_id = await makeProgram(pool, { core_id: core, description: LONG, status: 'ACTIVE' });
    await makeRole(pool, parent, { program_id, role: 'LEAD', note: LONG });
    await makeAffiliation(pool, parent, await makeOrganization(pool, { parent_organization_id: parent }));
  }
});
afterAll(() => hub.close());

const TOO_LARGE =
  'QUERY_TOO_COSTLY: The answer would have more than 1 MB. Ask for smaller pages, fewer nested lists or fewer fields of each record.';

const aliased = (count: number, field: string): string =>
  times(count, (index) => `${'a'.repeat(90)}${index}: ${field}`);

function bytesOf({ data, errors }: Answer<unknown>): number {
  expect(errors).toBeUndefined();
  return Buffer.byteLength(JSON.stringify({ data }));
}

/** Answers of many bytes by few records, each in another way. */
const LARGE: [way: string, query: string][] = [
  ['a long text under many names', `{ programs(first: 100) { nodes { ${aliased(5, 'description')} } } }`],
  [
    'long names in lists of lists',
    `{ programs(first: 100) { nodes { core { programs(first: 40) { nodes { ${aliased(6, 'id')} } } } } } }`,
  ],
  [
    'a long text of one record that many lead to',
    `{ programs(first: 100) { nodes { core { ${aliased(4, 'description')} } } } }`,
  ],
  ['a long text in edges', `{ programs(first: 100) { edges { node { ${aliased(4, 'description')} } } } }`],
  ['a long text on links', `{ programs(first: 100) { nodes { organizations { edges { ${aliased(4, 'note')} } } } } }`],
  ['a list under many names', `{ ${times(6, (i) => `p${i}: programs(first: 100) { nodes { description } }`)} }`],
  ['nodes under many names', `{ programs(first: 100) { ${times(6, (i) => `n${i}: nodes { description }`)} } }`],
  [
    'a long text that is included by a variable',
    `query ($yes: Boolean = true) { programs(first: 100) { nodes { ${times(5, (i) => `d${i}: description @include(if: $yes)`)} } } }`,
  ],
  [
    'a long text in fragments',
    `{ programs(first: 100) { nodes { ...A ... on Program { ...B } } } } fragment A on Program { ${times(3, (i) => `a${i}: description`)} } fragment B on Program { ${times(2, (i) => `b${i}: description`)} }`,
  ],
  ['the leaders of many', `{ programs(first: 100) { nodes { lead { ${aliased(4, 'description')} } } } }`],
  [
    'the ancestors of many',
    `{ organization(slug: "parent") { affiliations(first: 100) { nodes { ancestors { ${aliased(4, 'description')} } } } } }`,
  ],
  [
    'references',
    `{ _entities(representations: [${times(100, () => `{ __typename: "Core", id: "CORE" }`)}]) { ... on Core { ${aliased(4, 'description')} } } }`,
  ],
];

describe.each(LARGE)('an answer of more than 1 MB: %s', (_way, text) => {
  const query = (): string => text.replaceAll('CORE', core);

  it('is refused to the public, the second and the fifth time as well', async () => {
    for (let use = 0; use < 5; use += 1) {
      const { data, errors } = await hub.query(query());
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COSTLY']);
    }
  });

  it('is given to those who may have 8 MB', async () => {
    expect(bytesOf(await hub.query(query(), {}, partner))).toBeGreaterThan(1_000_000);
  });
});

test('the error says what to do', async () => {
  const { errors } = await hub.query(`{ programs(first: 100) { nodes { ${aliased(5, 'description')} } } }`);
  expect(errors?.map(({ message, extensions }) => `${extensions.code}: ${message}`)).toEqual([TOO_LARGE]);
});

test('an answer of less than 1 MB is given', async () => {
  const bytes = bytesOf(await hub.query('{ programs(first: 100) { nodes { a: description b: description } } }'));
  expect(bytes).toBeGreaterThan(900_000);
  expect(bytes).toBeLessThan(1_000_000);
});

test('what @skip and @include leave out has no bytes', async () => {
  const left = `${times(5, (i) => `i${i}: description @include(if: $no)`)} ${times(5, (i) => `s${i}: description @skip(if: true)`)}`;
  const { errors } = await hub.query(`query ($no: Boolean = false) { programs(first: 100) { nodes { id ${left} } } }`);
  expect(errors).toBeUndefined();
});

test('an answer that is too large is refused on every transport', async () => {
  const query = `{ programs(first: 100) { nodes { ${aliased(5, 'description')} } } }`;
  for (const accept of [
    'text/event-stream',
    'multipart/mixed;subscriptionSpec=1.0',
    'application/graphql-response+json',
  ]) {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
    });
    expect(await response.text()).toContain('"QUERY_TOO_COSTLY"');
  }
  const client = createClient({
    url: `${hub.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  await expect(client.iterate({ query }).next()).rejects.toMatchObject([{ extensions: { code: 'QUERY_TOO_COSTLY' } }]);
  await client.dispose();
});

describe('entries of changes, which count once however often they are asked for', () => {
  let editor: Record<string, string>;

  beforeAll(async () => {
    editor = await hub.signIn('editor');
    const update = `mutation ($text: String!) { updateCore(input: { id: "${core}", description: $text }) { errors { message } } }`;
    for (let index = 0; index < 20; index += 1) await hub.query(update, { text: `${index} ${LONG}` }, editor);
  });

  it('are not written out', async () => {
    const entries = `changes { ${times(5, (i) => `b${i}: before`)} after }`;
    const history = times(5, (i) => `c${i}: changes(first: 20) { nodes { ${entries} } }`);
    const { data, errors } = await hub.query(`{ programs(first: 100) { nodes { core { ${history} } } } }`, {}, editor);
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COSTLY']);
  });
});

test.each([
  ['alias', `{ ${'a'.repeat(101)}: programs { nodes { id } } }`],
  ['operation', `query ${'a'.repeat(101)} { programs { nodes { id } } }`],
  ['fragment', `{ ...${'a'.repeat(101)} } fragment ${'a'.repeat(101)} on Query { programs { nodes { id } } }`],
  ['variable', `query ($${'a'.repeat(101)}: Int) { programs(first: $${'a'.repeat(101)}) { nodes { id } } }`],
  ['field', `{ ${'a'.repeat(101)} }`],
])('a document with the name of an %s of more than 100 characters is refused', async (_kind, query) => {
  expect(refusalsOf(await hub.query(query))).toEqual([
    'GRAPHQL_VALIDATION_FAILED: A name in the document has 101 characters; at most 100 are allowed.',
  ]);
});

describe('errors', () => {
  it.each([
    ['words that the hub looks for itself', 'Did you mean '.repeat(3_500)],
    ['quotes', '"'.repeat(20_000)],
    ['backslashes', '\\'.repeat(20_000)],
    ['question marks', '?'.repeat(40_000)],
    ['spaces', ' '.repeat(40_000)],
  ])('repeat at most 100 characters of a value, and take no time over it: %s', async (_name, value) => {
    const strict = await startTestHub({ env: { HUB_INTROSPECTION: 'signed-in' }, database: hub.database });
    const { answer, effort } = await effortOf(() =>
      strict.query(
        'query ($x: Int, $y: ProgramKind) { programs(first: $x) { nodes { id } } b: programs(where: { kind: { eq: $y } }) { nodes { id } } }',
        { x: value, y: value },
      ),
    );
    const { errors } = answer;
    await strict.close();

    expect(errors).toHaveLength(2);
    for (const { message } of errors ?? []) expect(message.length).toBeLessThan(620);
    expect(effort).toBeLessThan(300);
  });

  it('repeat at most 100 characters of what cannot be parsed', async () => {
    const [{ message } = { message: '' }] =
      (await hub.query(`{ programs(where: "${'x'.repeat(50_000)}" } }`)).errors ?? [];
    expect(message).toMatch(/^Syntax Error/);
    expect(message.length).toBeLessThan(620);
  });
});

test('different documents do not fill the memory, however often each is used', async () => {
  const process = await startHubProcess({ DATABASE_URL: hub.database.url });
  const resident = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${process.command.process.pid}/status`, 'utf8'))?.[1]) * 1_024;
  // No id is read that cannot be one: what is asked of the record takes memory all the same.
  const record = 'id slug name description kind status url startedYear scheduleDescription createdAt updatedAt version';
  const document = (number: number): string =>
    `query N${number} { ${times(28, (i) => `p${i}: program(id: "none") { ${record} core { id slug name tagline } }`)} }`;
  const send = async (number: number): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query: document(number) });
    for (let use = 0; use < 3; use += 1) {
      const response = await fetch(`${process.url}/graphql`, { method: 'POST', headers, body });
      expect(await response.json()).toMatchObject({ data: { p0: null, p27: null } });
    }
  };
  for (let number = 0; number < 50; number += 1) await send(number);
  const before = resident();
  for (let number = 50; number < 300; number += 1) await send(number);

  // Kept compiled, they took 3 MB each.
  expect(resident() - before).toBeLessThan(250_000_000);
  await process.stop();
}, 120_000);
