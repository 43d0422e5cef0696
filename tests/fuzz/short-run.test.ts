/** @long It plays random cases against a real hub. */
import { runScript } from '../support/command';
import { runs } from '../support/runs';

interface Report {
  readonly findings: readonly object[];
  readonly played: readonly { readonly part: string; readonly cases: number }[];
}

/** The cases of a round; those of a long run are what `npm run fuzz` plays by itself. */
const CASES = {
  operations: runs(200, 1_700),
  laws: runs(40, 300),
  mutations: runs(40, 300),
  requests: runs(400, 3_000),
  messages: runs(150, 1_000),
};

test('random operations, dry runs, damaged requests and messages find no fault in the hub', async () => {
  const counts = Object.entries(CASES).flatMap(([part, count]) => [`--${part}`, String(count)]);
  const { code, stdout, stderr } = await runScript('fuzz/start.mjs', '--seed', '1', '--json', ...counts);
  // Where it did not come so far, its own words say why.
  expect(stderr).toContain('messages, seed 1:');
  const { findings, played } = JSON.parse(stdout) as Report;
  expect({ code, findings }).toEqual({ code: 0, findings: [] });
  expect(Object.fromEntries(played.map(({ part, cases }) => [part, cases]))).toEqual(CASES);
}, 600_000);

test('misuse is named', async () => {
  const { code, stdout, stderr } = await runScript('fuzz/start.mjs', '--only', 'everything');
  const message = '--only everything: give one of operations, laws, mutations, requests, messages\n';
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: message });
});
