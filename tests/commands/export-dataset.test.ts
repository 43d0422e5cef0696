import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type Ended } from '../support/command';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { makeContact, makeOrganization } from '../support/factories';

let top: string;
let database: TestDatabase;

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'export-'));
  database = await createTestDatabase({ seeded: true });
});
afterAll(async () => {
  await rm(top, { recursive: true, force: true });
  await database.drop();
});

function exportTo(folder: string, { url } = database): Promise<Ended> {
  return runCommand(['export-dataset', folder], { DATABASE_URL: url });
}

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

test('writes files that seed loads and only their owner may read, and says what is left out', async () => {
  const folder = join(top, 'new');
  const { code, stdout, stderr } = await exportTo(folder);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/^Wrote \S+\/new: \d+ records, \d+ links and \d+ citations in contacts\.yaml, cores\.yaml,/);
  expect(stderr).toMatch(/\.\nLeft out:\n {2}changes: a dataset has no place for them\n$/);
  const files = await readdir(folder);
  expect(files).toEqual(['contacts', 'cores', 'organizations', 'programs', 'sources', 'taxonomies'].map((name) => `${name}.yaml`)); // prettier-ignore
  for (const file of files) expect([file, await modeOf(join(folder, file))]).toEqual([file, '600']);
  expect(await modeOf(folder)).toBe('700');
  const loaded = await runCommand(['seed', folder], { DATABASE_URL: database.url });
  expect(loaded.stderr).toMatch(/: 0 rows added, \d+ already existed\.\n$/);
});

test('takes an empty folder, and names nobody in what it prints', async () => {
  const other = await createTestDatabase();
  const { pool } = other;
  const contact = { name: 'Secret Person', email: 'secret@example.org', visibility: 'INTERNAL' };
  const id = await makeContact(pool, { ...contact, phone: 'private number' });
  const folder = join(top, 'empty');
  await mkdir(folder);
  const { code, stdout, stderr } = await exportTo(folder, other);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain(`Contact ${id}: its phone breaks the rule for it`);
  expect(stderr).not.toMatch(/secret|private number/i);
  expect(await readFile(join(folder, 'contacts.yaml'), 'utf8')).toContain('secret@example.org');
  await other.drop();
});

test('does not write into a folder that has files, nor over a file', async () => {
  const file = join(top, 'file');
  await writeFile(file, 'mine');
  const [full, none] = [await exportTo(top), await exportTo(file)];
  expect([full.code, none.code]).toEqual([2, 2]);
  expect(full.stderr).toBe(`The folder "${top}" has files; name a new or empty one.\n`);
  expect(none.stderr).toBe(`"${file}" is no folder; name a new or empty one.\n`);
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('says in one line that a folder cannot be made', async () => {
  const folder = join(top, 'absent/new');
  const { code, stderr } = await exportTo(folder);
  expect(code).toBe(1);
  expect(stderr).toBe(`The folder "${folder}" cannot be used: ENOENT: no such file or directory, mkdir '${folder}'\n`);
});

test('says which lines seed would refuse, without their values', async () => {
  const other = await createTestDatabase();
  const { pool } = other;
  const parent_organization_id = await makeOrganization(pool, { slug: 'a' });
  const child = await makeOrganization(pool, { slug: 'b', parent_organization_id });
  await pool.query(`UPDATE organization SET parent_organization_id = $1 WHERE slug = 'a'`, [child]);
  const folder = join(top, 'checked');
  const { code, stderr } = await exportTo(folder, other);
  expect(code).toBe(1);
  const lines = ['organizations.yaml:5', 'organizations.yaml:11'].map((place) => `  checked/${place}\n`).join('');
  expect(stderr).toBe(`Wrote ${folder}, but seed would refuse it. Correct these lines:\n${lines}`);
  await other.drop();
});

test('writes nothing for an empty hub', async () => {
  const other = await createTestDatabase();
  const folder = join(top, 'nothing');
  const { code, stderr } = await exportTo(folder, other);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'The hub has no records that a dataset can hold; nothing was written.\n',
  });
  await expect(stat(folder)).rejects.toThrow(/ENOENT/);
  await other.drop();
});
