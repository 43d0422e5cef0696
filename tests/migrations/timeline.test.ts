import { migrate, revertMigration } from '../../src/commands/used-database';
import { makeContact, makeOrganization, makeProgram, makeTaxonomy, makeTerm } from '../support/factories';
import { startTestHub } from '../support/hub';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { number } from '../support/writer';
import { MIGRATION_NAMES } from '../support/migrations';
import { faultsOf, signInEditor, type Editor } from '../writing/mutate';

const NAME = 'Timeline1764450000000';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function change(editor: Editor, name: string, input: object): Promise<void> {
  expect([name, faultsOf(await editor.do(name, input))]).toEqual([name, []]);
}

/** Links of records of one type and of two, each added, updated and removed, some several times; then merges. */
async function makeLog(editor: Editor): Promise<void> {
  const { pool } = database;
  const programs = [await makeProgram(pool), await makeProgram(pool), await makeProgram(pool)];
  const organizations = [await makeOrganization(pool), await makeOrganization(pool)];
  const [programId, relatedProgramId, intoId] = programs;
  const [organizationId, affiliateId] = organizations;
  const related = { programId, relatedProgramId, type: 'PART_OF' };
  for (const one of [related, { ...related, type: 'RECRUITS_FOR' }, related]) {
    await change(editor, 'relatePrograms', one);
    await change(editor, 'unrelatePrograms', one);
  }
  await change(editor, 'relatePrograms', { programId: relatedProgramId, relatedProgramId: programId, type: 'PART_OF' });
  await change(editor, 'addAffiliation', { organizationId, affiliateId, type: 'PARTNER_OF' });
  await change(editor, 'assignOrganizationRole', { organizationId, programId, role: 'LEAD' });
  await change(editor, 'assignOrganizationRole', { organizationId, programId, role: 'LEAD', note: 'Since last year' });
  await change(editor, 'assignContact', { contactId: await makeContact(pool), programId, role: 'Press' });
  const termId = await makeTerm(pool, { taxonomy_id: await makeTaxonomy(pool) });
  await change(editor, 'tagRecord', { termId, programId });
  await change(editor, 'updateProgram', { id: programId, name: 'Another name' });
  await change(editor, 'mergePrograms', { id: programId, intoId });
}

interface Shown {
  readonly kind: string;
  readonly also_of_id: string | null;
}

async function shown(): Promise<Shown[]> {
  const { rows } = await database.pool.query<Shown>('SELECT id, kind, also_of_id FROM change ORDER BY seq');
  return rows;
}

test('where a change is shown is found out for a log that does not say so, as the hub writes it', async () => {
  const hub = await startTestHub({ database });
  await makeLog(await signInEditor(hub));
  await number(database.pool);
  await hub.close();
  const written = await shown();
  expect(written.filter((row) => row.also_of_id === null).length).toBeGreaterThan(8);
  expect(new Set(written.filter((row) => row.also_of_id !== null).map(({ kind }) => kind))).toEqual(
    new Set([
      'ROLE_ASSIGNED',
      'ROLE_REMOVED',
      'CONTACT_ASSIGNED',
      'CONTACT_UNASSIGNED',
      'TAGGED',
      'UNTAGGED',
      'MERGED',
    ]),
  );
  for (const name of [...MIGRATION_NAMES].reverse().slice(0, MIGRATION_NAMES.length - MIGRATION_NAMES.indexOf(NAME)))
    expect((await revertMigration(database.url, { force: true }))?.name).toBe(name);
  await migrate(database.url);
  expect(await shown()).toEqual(written);
});
