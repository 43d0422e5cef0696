import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const WORK_MS = 300;

/** Prints the processor time of the process with its children, and without them, while one child has ended and one still lives. */
const PARENT = `
  import { spawn, spawnSync } from 'node:child_process';
  import { once } from 'node:events';
  import { familyTime, processorTime } from './bench/lib/processes.mjs';
  const work = 'while (process.cpuUsage().user < ${WORK_MS} * 1000); console.log("done");';
  spawnSync(process.execPath, ['-e', work]);
  const living = spawn(process.execPath, ['-e', work + 'setInterval(() => {}, 1000);']);
  await once(living.stdout, 'data');
  console.log(JSON.stringify([familyTime(process.pid), processorTime(process.pid)]));
  living.kill();
`;

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('the processor time of Postgres has that of its living processes and of those that have ended', () => {
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', PARENT], { cwd: ROOT });
  const [family, alone] = JSON.parse(printed.toString()) as [number, number];
  // The system counts in hundredths of a second, for each process.
  expect(family - alone).toBeGreaterThan(2 * WORK_MS - 50);
});
