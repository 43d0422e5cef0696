import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

async function fuzz(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['fuzz/start.mjs', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr };
}

interface Report {
  readonly findings: readonly object[];
  readonly played: readonly { readonly part: string; readonly cases: number }[];
}

test('2,000 operations, 300 dry runs, 3,000 damaged requests and 1,000 messages find no fault in the hub', async () => {
  const { code, stdout, stderr } = await fuzz('--seed', '1', '--json');
  // Where it did not come so far, its own words say why.
  expect(stderr).toContain('messages, seed 1:');
  const { findings, played } = JSON.parse(stdout) as Report;
  expect({ code, findings }).toEqual({ code: 0, findings: [] });
  expect(Object.fromEntries(played.map(({ part, cases }) => [part, cases]))).toEqual({
    operations: 1_700,
    laws: 300,
    mutations: 300,
    requests: 3_000,
    messages: 1_000,
  });
}, 600_000);

test('misuse is named', async () => {
  const { code, stdout, stderr } = await fuzz('--only', 'everything');
  const message = '--only everything: give one of operations, laws, mutations, requests, messages\n';
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: message });
});
