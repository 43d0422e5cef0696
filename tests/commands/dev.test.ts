/** @long It builds a copy of the project several times. */
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScript, type RunningCommand } from '../support/command';

const ROOT = join(__dirname, '../..');

/** What a hub that is served from its sources is made of. */
const COPIED = ['package.json', 'tsconfig.json', '.swcrc', 'src', 'migrations', 'data', 'schema', 'scripts'];

/** A heading, and indented lines that each say what to do. */
const ONE_LINE_FOR_EACH_FAULT = /^The [^\n]* not match[^\n]*:\n(?: {2}[A-Z][^\n]*; [^\n]*\.\n)+$/;

let copy: string;
let dev: RunningCommand;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'dev-'));
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(async () => {
  dev.process.kill('SIGTERM');
  await dev.ended;
  rmSync(copy, { recursive: true, force: true });
});

/** The address of the hub that was started as the n-th. */
async function hub(n: number): Promise<string> {
  const [, url] = await dev.saying(new RegExp(`(?:Equity Hub is ready[^]*?GraphQL +(\\S+)/graphql[^]*?){${n}}`));
  return String(url);
}

/** Replaces the file by a new one, as many editors save. */
function save(file: string, text: string): void {
  const [path, temporary] = [join(copy, file), join(copy, `${file}.new`)];
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

function textOf(file: string): string {
  return readFileSync(join(copy, file), 'utf8');
}

async function page(url: string): Promise<string> {
  return (await fetch(url, { headers: { accept: 'text/html' } })).text();
}

test('npm run dev starts the hub again after each change, and leaves nothing running when it is stopped', async () => {
  dev = startScript(copy, ['scripts/dev.mjs'], { PORT: '0', HUB_DATA_DIR: join(copy, '.hub') });
  await hub(1);
  const welcome = textOf('src/welcome.ts');
  save('src/welcome.ts', welcome.replace('Equity Hub', 'Saved once'));
  expect(await page(await hub(2))).toContain('Saved once');

  // Several files at once are one change; a migration is a file that the hub had not loaded.
  save('src/welcome.ts', welcome.replace('Equity Hub', 'Saved twice'));
  writeFileSync(join(copy, 'migrations/1799999999999-Empty.ts'), migration('Empty1799999999999'));
  rmSync(join(copy, 'src/config.test.ts'));
  expect(await page(await hub(3))).toContain('Saved twice');
  await dev.saying(/^Migrated: Empty1799999999999\.$/m);

  const features = textOf('src/features.ts');
  save('src/features.ts', features.replace('\n  coresFeature,', ''));
  const [, refusal] = await dev.saying(/features\.ts changed.*\n([^]*?)The hub has ended/);
  expect(refusal).toMatch(ONE_LINE_FOR_EACH_FAULT);
  writeFileSync(join(copy, 'src/features.ts'), features);
  await hub(4);

  const cluster = join(copy, '.hub/postgres/data');
  expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(true);
  dev.process.kill('SIGINT');
  const { code, stderr } = await dev.ended;
  expect([code, existsSync(join(cluster, 'postmaster.pid'))]).toEqual([0, false]);
  expect(stderr.match(/starting the hub again/g)).toHaveLength(4);
}, 120_000);

test.each([
  ['src/features.ts', '\n  coresFeature,'],
  ['src/policies.ts', "\n      programs: 'READ',"],
])(
  'npm start prints a refused declaration of %s as its message',
  async (file, missing) => {
    const text = textOf(file);
    save(file, text.replace(missing, ''));
    const start = startScript(copy, ['scripts/hub.mjs', 'serve'], {});
    const { code, stderr } = await start.ended;
    save(file, text);
    expect(code).toBe(1);
    // A slow machine says how long the build took.
    expect(stderr.replace(/^Building.*\n/gm, '')).toMatch(ONE_LINE_FOR_EACH_FAULT);
  },
  60_000,
);

function migration(name: string): string {
  return `export class ${name} {
  name = '${name}';
  async up() {}
  async down() {}
}
`;
}
