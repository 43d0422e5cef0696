import { spawnSync } from 'node:child_process';
import { say, ScriptError } from '../lib/say.mjs';

/** Programs of the system that parts of the suite need, each with its Debian package, which brings a command of that name. A new one is a line here. */
export const NEEDS = [
  { command: 'redis-server', debian: 'redis-server', brew: 'redis', tests: 'tests/limits/redis.test.ts' },
];

export function missingNeeds() {
  return NEEDS.filter(({ command }) => spawnSync(command, ['--version']).status !== 0);
}

/**
 * Leaves out what needs a program that is missing, and names it before and after the run. In CI that is a failure.
 * The tests find the missing commands in HUB_TEST_WITHOUT.
 */
export function leaveOutMissing() {
  const missing = missingNeeds();
  if (missing.length === 0) return;
  const lines = missing.map(
    ({ command, debian, brew, tests }) =>
      `${tests} needs ${command}: apt-get install ${debian} (Debian, Ubuntu) or brew install ${brew} (macOS).`,
  );
  if (process.env.CI === 'true') throw new ScriptError(`The suite can't run as a whole.\n${lines.join('\n')}`);
  process.env.HUB_TEST_WITHOUT = missing.map(({ command }) => command).join(',');
  const notice = `Not tested:\n${lines.join('\n')}`;
  say(notice);
  process.on('exit', () => say(`\n${notice}`));
}
