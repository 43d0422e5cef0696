import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/data-source';
import { catalogFaults } from '../../src/platform/faults/catalog-faults';
import { runCommand } from '../support/command';
import { createTestDatabase, type TestDatabase } from '../support/database';

jest.setTimeout(120_000);

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource(database.url, { poolSize: 1 }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** The faults while the database is changed like this. */
async function faultsAfter(change: string): Promise<string[]> {
  await dataSource.query('BEGIN');
  try {
    await dataSource.query(change);
    return await catalogFaults(dataSource);
  } finally {
    await dataSource.query('ROLLBACK');
  }
}

test('a database with all migrations has what the entities declare', async () => {
  expect(await catalogFaults(dataSource)).toEqual([]);
});

describe('what entities declare and the database lacks is named:', () => {
  const STATUSES = "'PLANNED', 'ACTIVE', 'PAUSED', 'COMPLETED'";
  const added = 'add it in a migration (migrations/<number>-<Name>.ts)';
  test.each([
    ['a table', 'DROP TABLE citation', `There is no table citation; ${added}, or restore it from a backup.`],
    [
      'a column',
      'ALTER TABLE program DROP COLUMN support_note',
      `The table program has no column support_note; ${added}.`,
    ],
    [
      'a type',
      'ALTER TABLE program ALTER support_note TYPE varchar(10)',
      'The column support_note of the table program is character varying, but its entity says text; change it in a migration, or correct its @Column.',
    ],
    [
      'a column that can be null',
      'ALTER TABLE program ALTER support_note SET NOT NULL',
      'The column support_note of the table program cannot be null, but its entity says so; drop NOT NULL in a migration, or correct its @Column.',
    ],
    [
      'a default',
      'ALTER TABLE program ALTER version DROP DEFAULT',
      'The column version of the table program has no default, but its entity says so; add the default in a migration, or correct its @Column.',
    ],
    [
      'a value of an enum',
      `ALTER TABLE program DROP CONSTRAINT program_status_known; ALTER TABLE program ADD CONSTRAINT program_status_known CHECK (status IN (${STATUSES}))`,
      `The CHECK of status in the table program does not accept DISCONTINUED; ${added}.`,
    ],
    [
      'all values of an enum but one',
      "ALTER TABLE contact DROP CONSTRAINT contact_kind_known; ALTER TABLE contact ADD CONSTRAINT contact_kind_known CHECK (kind = 'PERSON')",
      `The CHECK of kind in the table contact does not accept MAILBOX; ${added}.`,
    ],
    [
      'an entity for a column that every row needs',
      'ALTER TABLE program ADD COLUMN funding integer NOT NULL',
      'The table program needs a value for funding, which its entity does not have; add @Column, or drop NOT NULL in a migration.',
    ],
  ])('%s', async (_what, change, fault) => {
    expect(await faultsAfter(change)).toEqual([fault]);
  });

  test.each([
    ['a column that no entity has and no row needs', 'ALTER TABLE program ADD COLUMN funding text'],
    ['a check that lists no values', "ALTER TABLE program ADD CHECK (status <> 'GONE')"],
  ])('but not %s', async (_what, change) => {
    expect(await faultsAfter(change)).toEqual([]);
  });
});

test('a hub whose database lacks a column does not start, and says so in a line', async () => {
  await database.pool.query('ALTER TABLE program DROP COLUMN support_note');
  const ended = await runCommand(['serve'], { DATABASE_URL: database.url, PORT: '0', HOST: '127.0.0.1' });
  expect({ code: ended.code, said: ended.stderr }).toEqual({
    code: 1,
    said: `The database and the entities do not match:
  The table program has no column support_note; add it in a migration (migrations/<number>-<Name>.ts).
`,
  });
});
