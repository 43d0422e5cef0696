// The search in a network of thousands of links: it looks them up by indexes, and stops where there are too many.
import { makeContact, makeOrganization, makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

const PATH = `query ($from: ID!, $to: ID!, $maxLength: Int) { path(from: $from, to: $to, maxLength: $maxLength) { to { id } } }`;

let hub: TestHub;
let organization: string;
let program: string;

beforeAll(async () => {
  hub = await startTestHub();
  const { pool } = hub.database;
  [organization, program] = [await makeOrganization(pool), await makeProgram(pool)];
  await pool.query(`
    INSERT INTO organization (id, slug, name, type) SELECT gen_random_uuid(), 'many-' || i, 'Many ' || i, 'COMMUNITY' FROM generate_series(1, 300) AS i;
    INSERT INTO core (id, slug, name, organization_id) SELECT gen_random_uuid(), slug, name, id FROM organization WHERE slug LIKE 'many-%';
    INSERT INTO contact (id, name, kind, visibility) SELECT gen_random_uuid(), 'Many ' || i, 'PERSON', 'PUBLIC' FROM generate_series(1, 3000) AS i;
    INSERT INTO program (id, slug, name, kind, status, core_id)
      SELECT gen_random_uuid(), 'many-' || i, 'Many ' || i, 'STUDY', 'ACTIVE', (SELECT id FROM core WHERE slug = 'many-' || 1 + i % 300)
      FROM generate_series(1, 3000) AS i;
    INSERT INTO organization_role (id, organization_id, program_id, role)
      SELECT gen_random_uuid(), o.id, p.id, 'PARTNER' FROM program p JOIN organization o ON o.slug = 'many-' || 1 + substr(p.slug, 6)::int % 300
      WHERE p.slug LIKE 'many-%';
    INSERT INTO contact_assignment (id, contact_id, program_id)
      SELECT gen_random_uuid(), c.id, p.id FROM program p JOIN contact c ON c.name = p.name;
    ANALYZE`);
});
afterAll(() => hub.close());

test('links are looked up by indexes, and no table of them is read as a whole', async () => {
  const { statements } = await hub.query<unknown, unknown>(PATH, { from: organization, to: program });
  const text = statements[0] ?? '';
  const values = Math.max(...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  const client = await hub.database.pool.connect();
  try {
    await client.query('SET plan_cache_mode = force_generic_plan');
    await client.query(`PREPARE path AS ${text}`);
    const nulls = Array.from({ length: values }, () => 'NULL').join(', ');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE path(${nulls})`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index.* Scan using organization_role_\w+ on organization_role/);
    expect(plan).not.toMatch(/Seq Scan on (organization_role|contact_assignment|program)\b/);
  } finally {
    await client.query('DEALLOCATE ALL');
    client.release(true);
  }
});

test('a search that would follow too many links is refused, and says what to do', async () => {
  const { pool } = hub.database;
  await pool.query(
    `INSERT INTO contact_assignment (id, contact_id, organization_id, role)
     SELECT gen_random_uuid(), $1, $2, 'Role ' || i FROM generate_series(1, 50001) AS i`,
    [await makeContact(pool), organization],
  );
  const asked = { from: organization, to: program };
  const { data, errors } = await hub.query<unknown, unknown>(PATH, asked);
  expect(data).toEqual({ path: null });
  expect(errors?.[0]).toMatchObject({
    message: 'path would have to follow more than 50000 links. Lower maxLength, which is 4.',
    extensions: { code: 'QUERY_TOO_COSTLY' },
  });
  const shortest = await hub.query<unknown, unknown>(PATH, { ...asked, maxLength: 1 });
  expect(shortest.errors?.[0]?.message).toBe(
    'path would have to follow more than 50000 links. Read the links of one of the two records as a list instead.',
  );
});
