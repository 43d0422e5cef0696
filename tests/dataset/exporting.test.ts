import type { Pool } from 'pg';
import { seedId } from '../../src/sources/dataset/dataset.names';
import {
  makeAssignment,
  makeCitation,
  makeContact,
  makeCore,
  makeOrganization,
  makeProgram,
  makeRole,
  makeSource,
  makeTag,
  makeTaxonomy,
  makeTerm,
} from '../support/factories';
import { createTestDatabase, loadInto, type TestDatabase } from '../support/database';
import { SMALL } from './folders';
import { exportFrom, withFolder } from './exported';
import { TABLES } from './rows';

const databases: TestDatabase[] = [];

afterAll(() => Promise.all(databases.map((database) => database.drop())));

async function newDatabase(options?: { seeded: boolean }): Promise<TestDatabase> {
  const database = await createTestDatabase(options);
  databases.push(database);
  return database;
}

const HISTORY = 'changes: a dataset has no place for them';

describe('an export of the bundled dataset', () => {
  test('is the same again, with the same rows, after it was loaded into another hub', async () => {
    const [first, second] = [await newDatabase({ seeded: true }), await newDatabase()];
    const exported = await exportFrom(first.url);
    await withFolder(exported, (folder) => loadInto(second.url, folder));
    expect(await exportFrom(second.url)).toEqual(exported);
    expect(exported.leftOut).toEqual([HISTORY]);
    const rows = await rowsOf(first.pool);
    expect(rows.length).toBe(Object.values(exported.counts).reduce((sum, count) => sum + count));
    expect(await rowsOf(second.pool)).toEqual(rows);
  });
});

describe('what more there is to say of a citation', () => {
  test('its note, and another value that its source gives, are loaded and exported', async () => {
    const database = await newDatabase();
    const cites = 'cite: [ A1, { at: A3 INFERRED, note: Printed in a heading. }, { at: A4, gives: 1850 } ]';
    const organizations = (SMALL['organizations.yaml'] ?? '')
      .replace('foundedYear: 1855', `foundedYear: { is: 1855, ${cites} }`)
      .replace('{ is: hospital, cite: A2-3 }', '{ is: hospital, cite: [A2-3, { at: A9, gives: center-two }] }')
      .concat('  - { slug: center-two, name: The Second Center, type: CENTER, cite: A8 }\n');
    const files = new Map(Object.entries({ ...SMALL, 'organizations.yaml': organizations }));
    await withFolder({ files, counts: { records: 0, links: 0, citations: 0 }, leftOut: [] }, (folder) =>
      loadInto(database.url, folder),
    );
    const { rows } = await database.pool.query(
      `SELECT line_from, note, agrees, CASE WHEN field = 'foundedYear' THEN value END AS value FROM citation WHERE field IN ('foundedYear', 'parent') ORDER BY line_from`,
    );
    expect(rows).toEqual([
      { line_from: 1, note: null, agrees: true, value: 1855 },
      { line_from: 2, note: null, agrees: true, value: null },
      { line_from: 3, note: 'Printed in a heading.', agrees: true, value: 1855 },
      { line_from: 4, note: null, agrees: false, value: 1850 },
      { line_from: 9, note: null, agrees: false, value: null },
    ]);
    const exported = (await exportFrom(database.url)).files.get('organizations.yaml');
    expect(exported).toContain(cites);
    expect(exported).toContain('parent: { is: hospital, cite: [ A2-3, { at: A9, gives: center-two } ] }');
  });
});

describe('what a dataset cannot say', () => {
  test('is named, and the rest is exported', async () => {
    const { pool, url } = await newDatabase();
    const [old, kept] = [await archived(pool), await makeOrganization(pool, { slug: 'kept' })];
    await makeOrganization(pool, { slug: 'part', parent_organization_id: old, assured_by: 'key:x' });
    await makeCore(pool, { slug: 'stray', organization_id: old });
    await makeOrganization(pool, { slug: 'spelled', website: 'no address' });
    await makeOrganization(pool, { slug: 'No Slug' });
    const into = await makeProgram(pool, { slug: 'into' });
    await makeProgram(pool, { slug: 'merged', merged_into_id: into, archived_at: new Date() });
    await makeRole(pool, old, { program_id: into });
    const contact = await makeContact(pool, { name: 'Secret Person', visibility: 'INTERNAL', phone: 'none' });
    await makeAssignment(pool, contact, { organization_id: old });
    const source_id = await makeSource(pool, { key: 'A' });
    const cites = [
      await makeCitation(pool, 'organization', kept, { source_id, field: 'parent' }),
      await makeCitation(pool, 'organization', kept, { source_id, line_to: 1_000_000 }),
      await makeCitation(pool, 'organization', kept, { source_id: await makeSource(pool, { key: 'small' }) }),
      await makeCitation(pool, 'program', '00000000-0000-4000-8000-000000000000', { source_id }),
    ];
    await makeSource(pool, { key: 'TALK', kind: 'INTERVIEW', sha256: null });

    const exported = await exportFrom(url);
    expect([...exported.leftOut].sort()).toEqual(
      [
        `Organization old: it is archived`,
        `Organization part: its parent leads to a record that is left out`,
        `Organization part: a dataset has no place for its assuredBy`,
        `Organization No Slug: its slug breaks the rule for it; correct it`,
        `Organization spelled: its website breaks the rule for it; correct it`,
        `Core stray: its organization is left out`,
        `Program merged: it is merged into another record`,
        `OrganizationRole of Organization old and Program into: its Organization is left out`,
        `ContactAssignment of Contact ${contact} and Organization old: its Organization is left out`,
        `Contact ${contact}: its phone breaks the rule for it; correct it`,
        `Organization kept: a dataset has no place for the citations of its parent`,
        `Citation ${cites[1]}: its lines are more than the files can say`,
        `Citation ${cites[2]}: its source is left out`,
        `Citation ${cites[3]}: a dataset has no place for what it is about`,
        `Source small: its key breaks the rule for it; correct it`,
        `Source TALK: it has no sha256, which a dataset must give`,
      ].sort(),
    );
    const second = await newDatabase();
    const report = await withFolder(exported, (folder) => loadInto(second.url, folder));
    expect([report.organization?.inserted, report.contact?.inserted, report.core?.inserted]).toEqual([3, 1, 0]);
  });

  test('nothing of an empty hub', async () => {
    const { url } = await newDatabase();
    expect(await exportFrom(url)).toEqual({
      files: new Map(),
      counts: { records: 0, links: 0, citations: 0 },
      leftOut: [],
    });
  });
});

describe('records that the hub has no slug for', () => {
  test('get one from their names, each another, and keep it', async () => {
    const first = await newDatabase();
    const program_id = await makeProgram(first.pool, { slug: 'p' });
    for (const name of ['Jane Doe', 'Jane Doe', 'Jane Doe 2', '田中', '田中', 'jane doe']) {
      await makeAssignment(first.pool, await makeContact(first.pool, { name, title: 'Dr' }), {
        program_id,
        role: name,
      });
    }
    await makeContact(first.pool, { name: null, email: 'desk@example.org' });
    await makeTag(first.pool, await makeTerm(first.pool, { taxonomy_id: await makeTaxonomy(first.pool) }), {
      program_id,
    });
    const exported = await exportFrom(first.url);
    const slugs = [...(exported.files.get('contacts.yaml') ?? '').matchAll(/^ {2}- slug: (.*)$/gm)].map(
      ([, slug]) => slug,
    );
    expect(slugs).toEqual([
      'contact',
      'contact-2',
      'desk-example-org',
      'jane-doe',
      'jane-doe-2',
      'jane-doe-3',
      'jane-doe-4',
    ]);
    const second = await newDatabase();
    await withFolder(exported, (folder) => loadInto(second.url, folder));
    expect(await exportFrom(second.url)).toEqual({ ...exported, leftOut: [HISTORY] });
    const { rows } = await second.pool.query<{ id: string }>('SELECT id FROM contact ORDER BY id');
    expect(rows.map(({ id }) => id)).toEqual(slugs.map((slug) => seedId(`contact:${slug}`)).sort());
  });
});

function archived(pool: Pool): Promise<string> {
  return makeOrganization(pool, { slug: 'old', archived_at: new Date() });
}

/**
 * All rows of a dataset without moments. Contacts are called by their addresses: their slugs are not kept, so their ids are others, and so are the
 * ids of what is made of them.
 */
async function rowsOf(pool: Pool): Promise<string[]> {
  const rows = TABLES.map((table) => `SELECT '${table}' AS of, to_jsonb(t) AS row FROM ${table} t`).join(' UNION ALL ');
  const names = `SELECT id, 'contact ' || email AS name FROM contact UNION ALL
    SELECT assigned.id, concat_ws(' ', 'assigned', email, organization_id, core_id, program_id, role)
    FROM contact_assignment assigned JOIN contact ON contact.id = contact_id`;
  const named = await pool.query<{ id: string; name: string }>(names);
  const { rows: found } = await pool.query<{ of: string; row: Record<string, unknown> }>(rows);
  const nameOf = new Map(named.rows.map(({ id, name }) => [id, name]));
  return found
    .map(({ of, row: { id, created_at: _created, updated_at: _updated, ...row } }) => {
      const values = Object.entries(row).map(([key, value]) => [key, nameOf.get(String(value)) ?? value]);
      const isRenamed = values.some(([, value]) => [...nameOf.values()].includes(String(value)));
      return JSON.stringify([of, isRenamed ? null : (nameOf.get(String(id)) ?? id), Object.fromEntries(values)]);
    })
    .sort();
}
