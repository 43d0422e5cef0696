/** @long It builds and tests a copy of the project. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { follow } from './recipes';

const ROOT = path.join(__dirname, '../..');

/** What the hub, its build and its tests are made of. */
const COPIED = [
  'CONTRIBUTING.md',
  'package.json',
  'tsconfig.json',
  '.swcrc',
  'jest.config.mjs',
  'src',
  'migrations',
  'data',
  'schema',
  'scripts',
  'tests',
];

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'contributing-'));
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  for (const heading of ['A field', 'A link', 'A record type']) expect(follow(copy, heading)).not.toEqual([]);
  cpSync(
    path.join(copy, 'tests/contributing/what-comes-of-it.ts'),
    path.join(copy, 'tests/completeness/added.test.ts'),
  );
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the code of CONTRIBUTING is correct TypeScript', () => {
  const config = path.join(copy, 'tsconfig.src.json');
  writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', include: ['src', 'migrations'] }));
  expect(
    output(() => execFileSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['--noEmit', '-p', config], { cwd: copy })),
  ).toBe('');
}, 300_000);

test('what it adds works through the API, and in every way that records and links do', async () => {
  // In one process: loading the hub in a second one costs more than the few files do.
  const jest = spawn(process.execPath, ['node_modules/jest/bin/jest.js', '--runInBand', 'tests/completeness'], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutOurs(), CI: 'true' },
  });
  let said = '';
  for (const stream of [jest.stdout, jest.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(jest, 'close')) as [number];
  expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  expect(said).toMatch(/Tests: +\d+ passed/);
}, 300_000);

/** A run of jest within a run has a Postgres of its own. */
function withoutOurs(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(HUB_|JEST_)/.test(name));
  return Object.fromEntries(own);
}

function output(work: () => Buffer): string {
  try {
    return work().toString();
  } catch (error) {
    return String((error as { stdout?: Buffer }).stdout);
  }
}
