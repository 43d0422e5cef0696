import {
  makeAssignment,
  makeCitation,
  makeContact,
  makeOrganization,
  makeProgram,
  makeRole,
} from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;
let program: string;
let archived: string;
let hidden: string;

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  program = await makeProgram(pool, { slug: 'open', name: 'Open' });
  archived = await makeProgram(pool, { slug: 'closed', name: 'Closed', archived_at: '2026-01-02T03:04:05.678Z' });
  for (const visibility of ['PUBLIC', 'PARTNER', 'INTERNAL']) {
    const contact = await makeContact(pool, { name: visibility, email: `${visibility}@example.org`, visibility });
    const assignment = await makeAssignment(pool, contact, { program_id: program });
    await makeCitation(pool, 'contact', contact);
    await makeCitation(pool, 'contact_assignment', assignment);
    if (visibility === 'INTERNAL') hidden = contact;
  }
});
afterAll(() => hub.close());

const SEEN = {
  public: ['PUBLIC'],
  analyst: ['PUBLIC'],
  partner: ['PARTNER', 'PUBLIC'],
  editor: ['INTERNAL', 'PARTNER', 'PUBLIC'],
} as const;

describe.each(['public', 'analyst', 'partner', 'editor'] as const)('to the role %s', (role) => {
  let headers: Record<string, string>;
  beforeAll(async () => {
    headers = role === 'public' ? {} : await hub.signIn(role);
  });

  test('contacts are shown by their visibility, in lists, relations, counts and groups', async () => {
    const { data, errors } = await hub.query<Record<string, never>, unknown>(
      `query ($id: ID!) {
        contacts { totalCount nodes { name } groups(by: [VISIBILITY]) { keys { value } } emails: groups(by: [EMAIL]) { count keys { value } } }
        program(id: $id) { contacts { totalCount nodes { name } } }
        programs { groups(by: [KIND]) { count } }
      }`,
      { id: program },
      headers,
    );
    expect(errors).toBeUndefined();
    const seen = SEEN[role];
    const nodes = seen.map((name) => ({ name }));
    const emails = seen.map((name) => ({ count: 1, keys: [{ value: `${name}@example.org` }] }));
    expect(data).toMatchObject({
      contacts: { totalCount: seen.length, nodes, emails },
      program: { contacts: { totalCount: seen.length, nodes } },
    });
  });

  test('a hidden contact cannot be read by its id, nor through a gateway', async () => {
    const { data } = await hub.query<Record<string, unknown>, unknown>(
      `query ($id: ID!, $refs: [_Any!]!) { contact(id: $id) { name } _entities(representations: $refs) { ... on Contact { name } } }`,
      { id: hidden, refs: [{ __typename: 'Contact', id: hidden }] },
      headers,
    );
    const answer = role === 'editor' ? { name: 'INTERNAL' } : null;
    expect(data).toEqual({ contact: answer, _entities: [answer] });
  });

  test('a hidden contact cannot be found out by a filter or a citation', async () => {
    const { data } = await hub.query<Record<string, unknown>, unknown>(
      `query ($id: ID!) {
        programs(where: { contacts: { some: { email: { eq: "INTERNAL@example.org" } } } }) { totalCount }
        none: programs(where: { contacts: { none: { visibility: { eq: INTERNAL } } } }) { totalCount }
        citations(where: { recordType: { in: [CONTACT, CONTACT_ASSIGNMENT] } }) { totalCount }
        byRecord: citations(where: { recordId: { eq: $id } }) { totalCount }
      }`,
      { id: hidden },
      headers,
    );
    const editor = role === 'editor' ? 1 : 0;
    expect(data).toEqual({
      programs: { totalCount: editor },
      none: { totalCount: 1 - editor },
      citations: { totalCount: 2 * SEEN[role].length },
      byRecord: { totalCount: editor },
    });
  });

  test('archived records show to those who may see them', async () => {
    const may = role === 'analyst' || role === 'editor';
    const single = await hub.query(
      'query ($id: ID!) { program(id: $id) { name archivedAt } }',
      { id: archived },
      headers,
    );
    expect(single.data).toEqual({ program: may ? { name: 'Closed', archivedAt: '2026-01-02T03:04:05.678Z' } : null });
    const list = await hub.query('{ programs(includeArchived: true) { nodes { name } } }', {}, headers);
    if (may) expect(list.data).toEqual({ programs: { nodes: [{ name: 'Closed' }, { name: 'Open' }] } });
    else expect(list.errors?.[0]?.extensions.code).toBe(role === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    const living = await hub.query('{ programs { totalCount nodes { name } } }', {}, headers);
    expect(living.data).toEqual({ programs: { totalCount: 1, nodes: [{ name: 'Open' }] } });
  });
});

test('an archived organization is left out of lists, relations, filters and groups', async () => {
  const { pool } = hub.database;
  const gone = await makeOrganization(pool, { name: 'Gone', archived_at: new Date() });
  await makeRole(pool, gone, { program_id: program });
  const { data } = await hub.query(`{
    programs { nodes { lead { name } organizations { totalCount nodes { name } } } groups(by: [ORGANIZATIONS]) { count keys { value } } }
    some: programs(where: { organizations: { some: {} } }) { totalCount }
  }`);
  expect(data).toEqual({
    programs: {
      nodes: [{ lead: null, organizations: { totalCount: 0, nodes: [] } }],
      groups: [{ count: 1, keys: [{ value: null }] }],
    },
    some: { totalCount: 0 },
  });
});

describe('a credential that is not accepted', () => {
  test.each([
    ['of no known form', 'Bearer nonsense'],
    ['of another scheme', 'Basic dXNlcjpwYXNz'],
    ['empty', ''],
    ['of an unknown key', `Bearer hub_0123456789ab_${'x'.repeat(43)}`],
  ])('%s is refused, never taken for the public', async (_case, authorization) => {
    const { status, data, errors } = await hub.query('{ __typename }', {}, { authorization });
    expect({ status, data, code: errors?.[0]?.extensions.code }).toEqual({
      status: 401,
      data: undefined,
      code: 'UNAUTHENTICATED',
    });
  });

  test('with the right id and a wrong secret is refused', async () => {
    const { authorization } = await hub.signIn('admin');
    const wrong = `${authorization?.slice(0, -2)}AA`;
    const { status } = await hub.query('{ __typename }', {}, { authorization: wrong });
    expect(status).toBe(401);
  });

  test('that has expired is refused', async () => {
    const headers = await hub.signIn('analyst');
    const id = headers.authorization?.split('_')[1];
    await hub.database.pool.query(`UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
    expect((await hub.query('{ __typename }', {}, headers)).status).toBe(401);
  });

  test('that was revoked before it was used is refused', async () => {
    const headers = await hub.signIn('analyst');
    const id = headers.authorization?.split('_')[1];
    await hub.database.pool.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [id]);
    expect((await hub.query('{ __typename }', {}, headers)).status).toBe(401);
  });
});

test('no key and no address of a person stands in the log', async () => {
  const headers = await hub.signIn('editor');
  const email = 'INTERNAL@example.org';
  await hub.query(
    'query ($e: String) { contacts(where: { email: { eq: $e } }) { nodes { email } } }',
    { e: email },
    headers,
  );
  await fetch(`${hub.url}/graphql?query={__typename}&x=${email}`, { headers });
  expect(hub.logged.length).toBeGreaterThan(2);
  const text = hub.logged.join('');
  expect(text).not.toContain(email);
  expect(text).not.toContain(headers.authorization?.slice(-43));
});

describe('the public learns nothing of archived records', () => {
  test('by the citation of an archived record, of a link to it, or of a record that is gone', async () => {
    const { pool } = hub.database;
    const gone = await makeOrganization(pool, { archived_at: new Date() });
    const role = await makeRole(pool, gone, { program_id: program });
    await makeCitation(pool, 'organization', gone, { line_from: 77, line_to: 77 });
    await makeCitation(pool, 'organization_role', role, { line_from: 77, line_to: 77 });
    const query = '{ citations(where: { lineFrom: { eq: 77 } }) { totalCount nodes { record { id } } } }';
    expect((await hub.query(query)).data).toEqual({ citations: { totalCount: 0, nodes: [] } });
    const { data } = await hub.query(query, {}, await hub.signIn('analyst'));
    expect(data).toMatchObject({ citations: { totalCount: 2 } });
  });

  test('by the ancestors beyond it', async () => {
    const { pool } = hub.database;
    const top = await makeOrganization(pool);
    const middle = await makeOrganization(pool, { parent_organization_id: top, archived_at: new Date() });
    const low = await makeOrganization(pool, { parent_organization_id: middle });
    const query = 'query ($id: ID!) { organization(id: $id) { ancestors { id } } }';
    expect((await hub.query(query, { id: low })).data).toEqual({ organization: { ancestors: [] } });
    const { data } = await hub.query(query, { id: low }, await hub.signIn('analyst'));
    expect(data).toEqual({ organization: { ancestors: [{ id: middle }, { id: top }] } });
  });
});
