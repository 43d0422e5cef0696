/** @long It kills real hubs and waits until they are back. */
import { runScript } from '../support/command';

interface Report {
  readonly faults: Record<string, number>;
  readonly commits: number;
  readonly followers: { readonly received: number };
  readonly connections: number;
  readonly transports: readonly string[];
  readonly naive: readonly { readonly missed: number }[];
  readonly recovery: Record<'hub' | 'postgres' | 'followers', { readonly count: number }>;
}

const FOLLOWERS = 10;
/** Writers go on until all faults are over, so that there are more in the end; the cursors that do not work lose a third of them. */
const COMMITS = 400;

test('hubs and Postgres are killed and connections cut: only cursors that do not work lose changes', async () => {
  const sizes = ['--commits', String(COMMITS), '--subscribers', String(FOLLOWERS)];
  const faults = ['--kills', '1', '--postgres-kills', '1', '--cuts', '4', '--naive'];
  const { code, stdout, stderr } = await runScript('chaos/start.mjs', ...sizes, ...faults, '--json');
  // Where it did not come so far, its own words say why.
  expect(stderr).toContain('waiting for the followers');
  const report = JSON.parse(stdout) as Report;
  expect({ code, faults: report.faults }).toEqual({ code: 0, faults: {} });

  expect(report.commits).toBeGreaterThanOrEqual(COMMITS);
  expect(report.followers.received).toBeGreaterThanOrEqual(COMMITS * FOLLOWERS);
  expect(report.connections).toBeGreaterThan(FOLLOWERS);
  expect(report.transports).toHaveLength(6);
  expect(report.recovery).toMatchObject({ hub: { count: 1 }, postgres: { count: 2 } });
  for (const { missed } of report.naive) expect(missed).toBeGreaterThan(0);
}, 240_000);

test('misuse is named', async () => {
  const { code, stdout, stderr } = await runScript('chaos/start.mjs', '--commits', 'many');
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: '--commits many: give a whole number, 1 or more\n',
  });
});
