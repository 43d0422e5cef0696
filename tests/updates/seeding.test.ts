import path from 'node:path';
import type { QueryResult } from 'pg';
import { createDataSource } from '../../src/data-source';
import { takeBack } from '../support/migrations';
import { createTestDatabase, loadInto, type TestDatabase } from '../support/database';

const DATA = path.join(__dirname, '../../data');
const RECORDS = ['organization', 'core', 'program', 'contact'];

let database: TestDatabase;

afterEach(() => database.drop());

function sql<Row extends object>(text: string, values: unknown[] = []): Promise<QueryResult<Row>> {
  return database.pool.query<Row>(text, values);
}

async function load(): Promise<void> {
  await loadInto(database.url, DATA);
}

/** Entries of the record's own values by field: in which order they stand says nothing. */
function inOrder(entries: string): string {
  return `(SELECT jsonb_agg(entry ORDER BY entry->>'field') FROM jsonb_array_elements(${entries}) entry WHERE entry->>'field' <> 'citations')`;
}

/** How the log and the records differ: a version without a change, a change without a number, a value that the log has otherwise. */
async function discrepancies(): Promise<unknown[]> {
  const records = RECORDS.map((table) => `SELECT id, version, '${table}' AS type, to_jsonb(r) AS row FROM ${table} r`);
  const { rows } = await sql(`
    WITH record AS (${records.join(' UNION ALL ')})
    SELECT record.type, record.id FROM record LEFT JOIN change ON change.record_id = record.id AND change.record_type = record.type
    GROUP BY record.type, record.id, record.version, record.row
    HAVING count(change.seq) <> record.version OR max(change.version) <> record.version
      OR bool_or(change.kind = 'CREATED' AND change.version = 1 AND ${inOrder('change.changes')} <> ${inOrder('hub_entries_of_new(record.row)')}) IS NOT FALSE`);
  return rows;
}

test('what is loaded into an empty hub is in the log as CREATED, numbered at once', async () => {
  database = await createTestDatabase({ seeded: true });
  expect(await discrepancies()).toEqual([]);
  const { rows } = await sql(`SELECT DISTINCT kind, actor, version FROM change`);
  expect(rows).toEqual([{ kind: 'CREATED', actor: 'seed', version: 1 }]);
  const hidden = await sql(
    `SELECT FROM change JOIN contact ON contact.id = record_id WHERE change.visibility <> contact.visibility`,
  );
  expect(hidden.rows).toEqual([]);
});

test('what a later load links to a record is a change of that record', async () => {
  database = await createTestDatabase({ seeded: true });
  await sql(`DELETE FROM citation; DELETE FROM attribute; DELETE FROM organization_role; DELETE FROM contact_assignment;
    DELETE FROM program_relationship; DELETE FROM organization_affiliation`);
  await load();
  expect(await discrepancies()).toEqual([]);
  const { rows } = await sql<{ kind: string; field: string; links: number }>(`
    SELECT kind, changes->0->>'field' AS field, count(*)::int AS links FROM change WHERE kind <> 'CREATED' GROUP BY 1, 2 ORDER BY 1, 2`);
  const count = async (table: string) =>
    (await sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n ?? 0;
  const cited = await sql(`SELECT DISTINCT record_id FROM citation WHERE record_id IN (SELECT record_id FROM change)`);
  expect(rows).toEqual([
    { kind: 'CITED', field: 'citations', links: cited.rowCount },
    { kind: 'CONTACT_ASSIGNED', field: 'contacts', links: await count('contact_assignment') },
    { kind: 'RELATED', field: 'affiliations', links: 2 * (await count('organization_affiliation')) },
    { kind: 'RELATED', field: 'relatedPrograms', links: 2 * (await count('program_relationship')) },
    { kind: 'ROLE_ASSIGNED', field: 'organizations', links: await count('organization_role') },
    { kind: 'TAGGED', field: 'terms', links: await count('attribute') },
  ]);
  const logged = await sql(`
    SELECT FROM change JOIN organization_role role ON role.program_id = record_id AND role.organization_id = subject_id
    WHERE kind = 'ROLE_ASSIGNED' AND changes->0->'after' = jsonb_build_object('organizationId', role.organization_id, 'role', role.role,
      'note', role.note, 'startedOn', role.started_on, 'endedOn', role.ended_on)`);
  expect(logged.rowCount).toBe((await sql('SELECT FROM organization_role WHERE program_id IS NOT NULL')).rowCount);
});

test('records that are older than the log are in it as CREATED', async () => {
  database = await createTestDatabase({ seeded: true });
  const dataSource = await createDataSource(database.url).initialize();
  await takeBack(dataSource, 'ChangeLog1763776800000');
  await sql(`INSERT INTO program (id, slug, name, kind, status, created_at)
    VALUES (gen_random_uuid(), 'older', 'Older', 'STUDY', 'ACTIVE', '2026-01-02T03:04:05Z')`);
  await dataSource.runMigrations();
  await dataSource.destroy();
  expect(await discrepancies()).toEqual([]);
  const { rows } = await sql(
    `SELECT change.actor, change.occurred_at FROM change JOIN program ON program.id = record_id WHERE slug = 'older'`,
  );
  expect(rows).toEqual([{ actor: 'migration', occurred_at: new Date('2026-01-02T03:04:05Z') }]);
  const { rows: head } = await sql<{ dense: boolean }>(
    'SELECT (SELECT seq FROM change_head) = count(*) AND max(seq) = count(*) AS dense FROM change',
  );
  expect(head).toEqual([{ dense: true }]);
});
