import type { Pool } from 'pg';
import type { QueryRunner } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { domain } from '../../src/features';
import { hubIsEmpty, loadDataset } from '../../src/sources/dataset';
import type { LoadReport } from '../../src/sources/dataset/dataset.loader';
import { createTestDatabase, loadInto, type TestDatabase } from '../support/database';
import { edited, removeDatasets, writeDataset } from './folders';
import { BUNDLED, column, countRows } from './rows';
import { until } from '../support/until';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database.drop());
afterAll(removeDatasets);

async function load(folder = BUNDLED): Promise<LoadReport> {
  return loadInto(database.url, folder);
}

const total = (report: LoadReport, key: 'inserted' | 'present'): number =>
  Object.values(report).reduce((sum, counts) => sum + counts[key], 0);

/** Everything in the tables that loading could touch. */
async function contents(pool: Pool): Promise<string[]> {
  const tables = Object.keys(await countRows(pool));
  return column(pool, tables.map((table) => `SELECT to_jsonb(t)::text AS value FROM ${table} t`).join(' UNION ALL '));
}

/** Loads the dataset of a folder, and calls `before` with the number of each statement. */
async function loadWatched(folder: string, before: (count: number, runner: QueryRunner) => unknown): Promise<void> {
  const dataSource = await createDataSource(database.url, { unlimited: true, poolSize: 1 }).initialize();
  const runner = dataSource.createQueryRunner();
  const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
  let count = 0;
  const watched = async (...given: unknown[]): Promise<unknown> => {
    await before(++count, runner);
    return query(...given);
  };
  Object.assign(runner, { query: watched });
  await loadDataset(domain, runner, folder).finally(() => dataSource.destroy());
}

/** The number of statements of a load into an empty hub, and the position of the COMMIT among them. */
const STATEMENTS = 35;
const COMMIT = 33;

/** The id of a record that an editor created. */
const mine = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;

describe('loading the dataset', () => {
  it('fills an empty hub and reports what it inserted', async () => {
    expect(await hubIsEmpty(domain, database.pool)).toBe(true);
    const report = await load();
    expect(await hubIsEmpty(domain, database.pool)).toBe(false);
    const inserted = Object.fromEntries(Object.entries(report).map(([table, counts]) => [table, counts.inserted]));
    expect(inserted).toEqual(await countRows(database.pool));
    expect(total(report, 'present')).toBe(0);
  });

  it('changes nothing the second time, and reports that everything is present', async () => {
    const first = await load();
    const before = await contents(database.pool);
    const second = await load();
    expect(total(second, 'inserted')).toBe(0);
    expect(total(second, 'present')).toBe(total(first, 'inserted'));
    expect(await contents(database.pool)).toEqual(before);
  });

  it('keeps what editors changed, archived or removed', async () => {
    await load();
    await database.pool.query(`
      UPDATE organization SET name = 'A New Name', parent_organization_id = NULL, version = 2 WHERE slug = 'gme';
      UPDATE organization SET slug = 'a-new-slug' WHERE slug = 'chop';
      UPDATE program SET archived_at = now(), status = 'COMPLETED' WHERE slug = 'secure';
      UPDATE contact SET email = 'new@example.org' WHERE email = 'mpn@chop.edu';
      UPDATE contact SET archived_at = now() WHERE email = 'pride@chop.edu';
      UPDATE citation SET assertion = 'INFERRED' WHERE line_from = 7`);
    const before = await contents(database.pool);
    expect(total(await load(), 'inserted')).toBe(0);
    expect(await contents(database.pool)).toEqual(before);
  });

  it('adds only what is missing', async () => {
    await load();
    const first = await contents(database.pool);
    await database.pool.query(`DELETE FROM citation WHERE record_type = 'attribute'; DELETE FROM attribute`);
    const report = await load();
    expect([report.attribute?.present, (report.citation?.present ?? 0) > 0]).toEqual([0, true]);
    expect(total(report, 'inserted')).toBe((report.attribute?.inserted ?? 0) + (report.citation?.inserted ?? 0));
    expect(withoutStamps(await contents(database.pool))).toEqual(withoutStamps(first));
  });

  it('continues the history of a record that was deleted by hand', async () => {
    await load();
    await database.pool
      .query(`DELETE FROM program_relationship; DELETE FROM organization_role WHERE program_id IS NOT NULL;
      DELETE FROM attribute WHERE program_id IS NOT NULL; DELETE FROM contact_assignment WHERE program_id IS NOT NULL;
      DELETE FROM program WHERE slug = 'secure'`);
    await load();
    const history = `SELECT change.kind || ' ' || change.version AS value FROM change JOIN program ON program.id = record_id
      WHERE slug = 'secure' AND program.version = 2`;
    expect(await column(database.pool, history)).toEqual(['CREATED 1', 'CREATED 2']);
  });

  it('adds a record that was added to the files', async () => {
    await load(await writeDataset());
    const more = edited('programs.yaml', 'programs:', `programs:
  - slug: added
    name: Added
    kind: STUDY
    status: { is: ACTIVE, cite: A7 }
    cite: A7
    roles: [{ organization: hospital, role: LEAD, cite: A7 }]`); // prettier-ignore
    const report = await load(await writeDataset(more));
    expect([report.program, report.organization_role]).toEqual([
      { inserted: 1, present: 2 },
      { inserted: 1, present: 2 },
    ]);
  });

  it('adds the identifiers that other systems use for a record', async () => {
    await load(await writeDataset());
    const named = edited('programs.yaml', '    roles:', `    identifiers: [{ scheme: EIN, value: '12-3', cite: A7 }]
    roles:`); // prettier-ignore
    const report = await load(await writeDataset(named));
    expect(report.identifier).toEqual({ inserted: 1, present: 0 });
    const logged = `SELECT change.kind || ' ' || (changes -> 0 ->> 'after') AS value FROM change JOIN program ON program.id = record_id
      WHERE slug = 'clinics' AND change.version = 2`;
    expect(await column(database.pool, logged)).toEqual(['IDENTIFIED {"value": "12-3", "scheme": "EIN"}']);
  });

  it('adds no citation for a fact that says NONE', async () => {
    const uncited = [
      edited('programs.yaml', '{ is: PLANNED, cite: A9 }\n    cite: A9', '{ is: PLANNED, cite: NONE }\n    cite: NONE'),
      edited('organizations.yaml', 'residents: A5,', 'residents: NONE,'),
      edited('cores.yaml', 'PARTNER, cite: A6', 'PARTNER, cite: [NONE]'),
    ];
    const [all, fewer] = [await load(await writeDataset()), await createTestDatabase()];
    const report = await loadInto(
      fewer.url,
      await writeDataset(Object.assign({}, ...uncited) as Record<string, string>),
    );
    expect({ ...report, citation: undefined }).toEqual({ ...all, citation: undefined });
    expect(report.citation?.inserted).toBe((all.citation?.inserted ?? 0) - 4);
    await fewer.drop();
  });

  it('adds its relations and citations to records that an editor created before', async () => {
    await database.pool.query(`
      INSERT INTO organization (id, slug, name, type) VALUES ('${mine(1)}', 'chop', 'Mine', 'HOSPITAL'),
        ('${mine(2)}', 'center-for-health-equity', 'Mine too', 'CENTER');
      INSERT INTO core (id, organization_id, slug, name) VALUES ('${mine(3)}', '${mine(2)}', 'other', 'Community Translation');
      INSERT INTO program (id, slug, name, kind, status) VALUES ('${mine(4)}', 'healthier-together', 'Mine', 'INITIATIVE', 'PLANNED');
      INSERT INTO organization_role (id, organization_id, program_id, role) VALUES ('${mine(5)}', '${mine(1)}', '${mine(4)}', 'LEAD');
      INSERT INTO contact (id, email, kind) VALUES ('${mine(6)}', 'MPN@chop.edu', 'MAILBOX');
      INSERT INTO taxonomy (id, name) VALUES ('${mine(7)}', 'Topics');
      INSERT INTO taxonomy_term (id, taxonomy_id, code, name) VALUES ('${mine(8)}', '${mine(7)}', 'meals', 'Food')`);
    const report = await load();
    expect(total(report, 'present')).toBe(8);
    const counted = `
      SELECT 'children ' || count(*) AS value FROM organization WHERE parent_organization_id = '${mine(1)}' UNION ALL
      SELECT 'cores ' || count(*) FROM core WHERE organization_id = '${mine(2)}' UNION ALL
      SELECT 'programs ' || count(*) FROM program WHERE core_id = '${mine(3)}' UNION ALL
      SELECT 'roles ' || count(*) FROM organization_role WHERE program_id = '${mine(4)}' UNION ALL
      SELECT 'assignments ' || count(*) FROM contact_assignment WHERE contact_id = '${mine(6)}' UNION ALL
      SELECT 'terms ' || count(*) FROM taxonomy_term WHERE taxonomy_id = '${mine(7)}' UNION ALL
      SELECT 'tags ' || count(*) FROM attribute WHERE term_id = '${mine(8)}' UNION ALL
      SELECT 'cited ' || count(DISTINCT record_id) FROM citation WHERE record_id::text LIKE '%-00000000000_'`;
    expect(await column(database.pool, counted)).toEqual([
      ...['assignments 1', 'children 12', 'cited 8', 'cores 4', 'programs 3', 'roles 2', 'tags 1', 'terms 18'],
    ]);
    expect(total(await load(), 'inserted')).toBe(0);
  });

  it('merges two links that turn out to connect the same records', async () => {
    const twice = edited('contacts.yaml', '    cite: A11', `    cite: A11
    assignments:
      - { program: clinics, role: inquiries, cite: A12 }`); // prettier-ignore
    await database.pool.query(
      `INSERT INTO contact (id, email, kind) VALUES ('${mine(1)}', 'person@example.org', 'PERSON')`,
    );
    await load(await writeDataset(twice));
    await database.pool
      .query(`DELETE FROM citation; DELETE FROM contact_assignment; DELETE FROM contact WHERE id = '${mine(1)}';
      UPDATE contact SET email = 'person@example.org'`);
    const report = await load(await writeDataset(twice));
    expect(report.contact).toEqual({ inserted: 0, present: 2 });
    expect(report.contact_assignment).toEqual({ inserted: 1, present: 1 });
    const cites = `SELECT line_from::text AS value FROM citation WHERE record_type = 'contact_assignment'`;
    expect(await column(database.pool, cites)).toEqual(['10', '12']);
  });

  it('prefers the record with its own id to another one that now has its slug', async () => {
    await load();
    await database.pool.query(`
      UPDATE organization SET slug = 'clarifi-old' WHERE slug = 'clarifi';
      INSERT INTO organization (id, slug, name, type) VALUES (gen_random_uuid(), 'clarifi', 'Another', 'FINANCIAL')`);
    expect(total(await load(), 'inserted')).toBe(0);
    const roles = `SELECT o.name AS value FROM organization_role JOIN organization o ON o.id = organization_id WHERE o.slug ~ 'clarifi'`;
    expect(await column(database.pool, roles)).toEqual(['Clarifi']);
  });

  it('needs no more statements for many rows than for few', async () => {
    const statements = async (folder: string): Promise<number> => {
      await database.pool.query('TRUNCATE source, organization, contact, taxonomy CASCADE');
      let last = 0;
      await loadWatched(folder, (count) => (last = count));
      return last;
    };
    expect(await statements(BUNDLED)).toBe(STATEMENTS);
    expect(await statements(await writeDataset())).toBe(STATEMENTS);
  });

  it('leaves nothing behind, whichever statement fails', async () => {
    for (let failing = 1; failing <= COMMIT; failing++) {
      const broken = loadWatched(BUNDLED, (count) => {
        if (count === failing) throw new Error('it failed here');
      });
      await expect(broken).rejects.toThrow('it failed here');
      expect(Object.values(await countRows(database.pool)).filter((count) => count > 0)).toEqual([]);
    }
  });

  it('leaves nothing behind when its connection is killed', async () => {
    const killed = loadWatched(BUNDLED, async (count, runner) => {
      if (count !== 20) return;
      const { processID } = (await runner.connect()) as { processID: number };
      await database.pool.query('SELECT pg_terminate_backend($1, 5000)', [processID]);
    });
    await expect(killed).rejects.toThrow(/terminat|connection|released/i);
    expect(await hubIsEmpty(domain, database.pool)).toBe(true);
    expect(total(await load(), 'inserted')).toBeGreaterThan(0);
  });

  it('rolls back if the database refuses a row', async () => {
    await database.pool.query(`ALTER TABLE citation ADD CONSTRAINT none CHECK (false)`);
    await expect(load()).rejects.toThrow(/none/);
    expect(await hubIsEmpty(domain, database.pool)).toBe(true);
  });

  it('loads once if several loads start at the same time', async () => {
    const reports = await Promise.all([load(), load(), load()]);
    const inserted = reports.map((report) => total(report, 'inserted')).sort((a, b) => a - b);
    expect(inserted.slice(0, 2)).toEqual([0, 0]);
    expect(inserted[2]).toBe(Object.values(await countRows(database.pool)).reduce((sum, count) => sum + count, 0));
  });

  it('uses the record of a writer who was faster', async () => {
    const writer = await database.pool.connect();
    await writer.query('BEGIN');
    await writer.query(`INSERT INTO program (id, slug, name, kind, status)
      VALUES ('11111111-1111-4111-8111-111111111111', 'secure', 'Mine', 'STUDY', 'PLANNED')`);
    const loading = load();
    await untilSomebodyWaits(database.pool);
    await writer.query('COMMIT');
    writer.release();
    expect((await loading).program).toEqual({ inserted: 10, present: 1 });
    const roles = `SELECT count(*)::text AS value FROM organization_role WHERE program_id = '11111111-1111-4111-8111-111111111111'`;
    expect(await column(database.pool, roles)).toEqual(['5']);
  });

  it.each([
    ['organization', `(id, archived_at, slug, name, type) VALUES ($1, now(), 'old', 'Old', 'CENTER')`],
    ['program', `(id, archived_at, slug, name, kind, status) VALUES ($1, now(), 'old', 'Old', 'CLINIC', 'COMPLETED')`],
    ['contact', `(id, archived_at, name, kind) VALUES ($1, now(), 'Old', 'PERSON')`],
  ])('does not count a hub with one archived %s as empty', async (table, row) => {
    await database.pool.query(`INSERT INTO ${table} ${row}`, [mine(1)]);
    expect(await hubIsEmpty(domain, database.pool)).toBe(false);
  });
});

/** Without timestamps and versions: rows that were inserted again have new timestamps, and raise the version of their record. */
function withoutStamps(rows: readonly string[]): string[] {
  return rows.map((row) => row.replace(/"(created|updated)_at": "[^"]*"|"version": \d+/g, '')).sort();
}

function untilSomebodyWaits(pool: Pool): Promise<unknown> {
  const waiting = `SELECT pid::text AS value FROM pg_locks WHERE NOT granted`;
  return until('somebody waits for a lock', async () => (await column(pool, waiting)).length > 0);
}
