import { makeContact, makeCore, makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;
let organization: string;

beforeAll(async () => {
  hub = await startTestHub();
  organization = await makeOrganization(hub.database.pool, { slug: 'one', name: 'One' });
});
afterAll(() => hub.close());

test('a record is read by its id or by its slug', async () => {
  const { data } = await hub.query(
    'query ($id: ID!) { byId: organization(id: $id) { name } bySlug: organization(slug: "one") { name } }',
    { id: organization },
  );
  expect(data).toEqual({ byId: { name: 'One' }, bySlug: { name: 'One' } });
});

test('an id is found whatever the case of its letters', async () => {
  const { data } = await hub.query('query ($id: ID!) { organization(id: $id) { name } }', {
    id: organization.toUpperCase(),
  });
  expect(data).toEqual({ organization: { name: 'One' } });
});

test.each(['organization(slug: "absent")', 'organization(id: "00000000-0000-4000-8000-000000000000")'])(
  '%s is null',
  async (field) => {
    expect(await hub.query(`{ ${field} { name } }`)).toMatchObject({ data: { organization: null }, errors: undefined });
  },
);

describe('an id that no record can have is a mistake', () => {
  const IF_SLUG = '; if this is a slug, give `slug:` instead of `id:`';

  test.each([
    ['organization', IF_SLUG],
    ['core', IF_SLUG],
    ['program', IF_SLUG],
    ['contact', ''],
  ])('of %s', async (field, advice) => {
    const signedIn = await hub.signIn('editor');
    for (const id of ['secure', '42', '', `${organization}0`]) {
      const answer = await hub.query(`query ($id: ID!) { ${field}(id: $id) { id } }`, { id }, signedIn);
      expect(answer).toMatchObject({
        data: { [field]: null },
        errors: [
          {
            message: `id is ${JSON.stringify(id)}, which is not an id. An id is a UUID${advice}.`,
            path: [field],
            extensions: { code: 'BAD_USER_INPUT' },
          },
        ],
      });
    }
  });
});

test.each(['organization', 'core', 'program'])('%s takes exactly one key', async (type) => {
  for (const args of ['', '(id: "a", slug: "b")', '(id: null)']) {
    const { errors } = await hub.query(`{ ${type}${args} { name } }`);
    expect(errors?.[0]).toMatchObject({
      message: 'Give exactly one of id and slug.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
});

test('records by keys take one statement for each type without plans, and one in all with them', async () => {
  const { pool } = hub.database;
  await makeCore(pool, { slug: 'a-core' });
  const { statements } = await hub.query(`{
    a: organization(slug: "one") { name } b: organization(slug: "two") { name } c: core(slug: "a-core") { name }
  }`);
  expect(statements).toHaveLength(hub.plans ? 1 : 2);
});

describe('the id or slug of a merged record gives the record that it was merged into', () => {
  test.each(['organization', 'program'])('for %s', async (table) => {
    const { pool } = hub.database;
    const make = table === 'organization' ? makeOrganization : makeProgram;
    const winner = await make(pool, { name: 'Winner' });
    const loser = await make(pool, { slug: `loser-${table}`, merged_into_id: winner, archived_at: new Date() });
    const { data } = await hub.query(
      `query ($loser: ID!, $winner: ID!) {
        byId: ${table}(id: $loser) { id name } bySlug: ${table}(slug: "loser-${table}") { id name } winner: ${table}(id: $winner) { id name }
      }`,
      { loser, winner },
    );
    const answer = { id: winner, name: 'Winner' };
    expect(data).toEqual({ byId: answer, bySlug: answer, winner: answer });
  });

  test('for contact', async () => {
    const { pool } = hub.database;
    const winner = await makeContact(pool, { name: 'Winner' });
    const loser = await makeContact(pool, { merged_into_id: winner, archived_at: new Date() });
    const { data } = await hub.query('query ($id: ID!) { contact(id: $id) { id name } }', { id: loser });
    expect(data).toEqual({ contact: { id: winner, name: 'Winner' } });
  });

  test('unless the viewer may not see that one', async () => {
    const { pool } = hub.database;
    const winner = await makeContact(pool, { name: 'Winner', visibility: 'INTERNAL' });
    const loser = await makeContact(pool, { merged_into_id: winner, archived_at: new Date(), visibility: 'PUBLIC' });
    const { data } = await hub.query('query ($id: ID!) { contact(id: $id) { id } }', { id: loser });
    expect(data).toEqual({ contact: null });
  });
});

test('an id of any UUID version is found', async () => {
  const id = '0cc175b9-c0f1-b6a8-31c3-99e269772661';
  await makeProgram(hub.database.pool, { id, slug: 'by-md5' });
  const { data } = await hub.query(
    'query ($id: ID!) { program(id: $id) { slug } programs(where: { id: { eq: $id } }) { nodes { slug } } }',
    { id },
  );
  expect(data).toEqual({ program: { slug: 'by-md5' }, programs: { nodes: [{ slug: 'by-md5' }] } });
});
