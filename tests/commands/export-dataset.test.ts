import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, startCommand, type Ended } from '../support/command';
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

test('says in one line why a folder cannot be made, and what to do', async () => {
  const [file, dangling, link] = [join(top, 'a-file'), join(top, 'dangling'), join(top, 'link')];
  await writeFile(file, 'mine');
  await symlink(join(top, 'nowhere'), dangling);
  await mkdir(join(top, 'linked'));
  await symlink(join(top, 'linked'), link);
  const refusals = {
    [join(top, 'absent/new')]: `The folder "${top}/absent" does not exist; make it first, or name another folder.`,
    [join(file, 'new')]: `"${file}" is no folder; name a folder in another place.`,
    [dangling]: `"${dangling}" is a link to a folder that does not exist; make that folder, or name another.`,
  };
  for (const [folder, said] of Object.entries(refusals)) {
    const { code, stderr } = await exportTo(folder);
    expect({ folder, code, said: stderr.trimEnd() }).toEqual({ folder, code: 2, said });
  }
  expect((await exportTo(link)).code).toBe(0);
  expect(await readdir(join(top, 'linked'))).toHaveLength(6);
});

test('does not replace the folder in which it runs', async () => {
  const own = join(top, 'own');
  await mkdir(own);
  const { code, stderr } = await startCommand(['export-dataset', '.'], { DATABASE_URL: database.url }, { cwd: own })
    .ended;
  expect(code).toBe(2);
  expect(stderr).toBe('The folder "." cannot be replaced as a whole; name a new folder in it, such as "dataset".\n');
});

/** Sends its own process the signal of ENDED_BY once the third file is written, and writes no further one. */
const ENDED_WHILE_WRITING = `
const files = require('node:fs/promises');
const { writeFile } = files;
let written = 0;
files.writeFile = async (...given) => {
  await writeFile(...given);
  if (++written < 3) return;
  process.kill(process.pid, process.env.ENDED_BY);
  await new Promise((done) => setTimeout(done, 60_000));
};
`;

test.each(['SIGKILL', 'SIGINT'])('leaves nothing that looks like a dataset when it gets %s', async (signal) => {
  const [around, preload] = [await mkdtemp(join(top, 'ended-')), join(top, `${signal}.cjs`)];
  await writeFile(preload, ENDED_WHILE_WRITING);
  const folder = join(around, 'new');
  const ended = { ENDED_BY: signal, NODE_OPTIONS: `--require ${preload}` };
  const run = startCommand(['export-dataset', folder], { DATABASE_URL: database.url, ...ended });
  expect((await run.ended).code).toBe(null);
  expect(run.process.signalCode).toBe(signal);
  const left = signal === 'SIGKILL' ? [expect.stringMatching(/^\.new\.unfinished-\w+$/)] : [];
  expect(await readdir(around)).toEqual(left);
  expect((await exportTo(folder)).code).toBe(0);
});

test('says what to do when a table is missing, which no privilege would mend', async () => {
  const other = await createTestDatabase();
  await other.pool.query('DROP TABLE source CASCADE');
  const { code, stderr } = await exportTo(join(top, 'no-table'), other);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'The database and the entities do not match:\n' +
      '  There is no table source; add it in a migration (migrations/<number>-<Name>.ts), or restore it from a backup.\n',
  });
  await other.drop();
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
