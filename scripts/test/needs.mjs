import { spawnSync } from 'node:child_process';
import { say, ScriptError } from '../lib/say.mjs';

/** Programs that parts of the suite need, with the packages that provide them. To add one, add a line here. */
export const NEEDS = [
  { command: 'redis-server', debian: 'redis-server', brew: 'redis', tests: 'tests/limits/redis.test.ts' },
  { command: 'varnishd', version: '-V', debian: 'varnish', brew: 'varnish', tests: 'tests/http/caches.test.ts' },
  { command: 'nginx', version: '-v', debian: 'nginx-light', brew: 'nginx', tests: 'tests/http/caches.test.ts' },
];

export function missingNeeds() {
  return NEEDS.filter(({ command, version = '--version' }) => spawnSync(command, [version]).status !== 0);
}

/**
 * Excludes the tests that need a missing program, and names them before and after the run. In CI a missing program is a failure.
 * The tests read the missing commands from HUB_TEST_WITHOUT.
 */
export function leaveOutMissing() {
  const missing = missingNeeds();
  if (missing.length === 0) return;
  const lines = missing.map(
    ({ command, debian, brew, tests }) =>
      `${tests} needs ${command}: apt-get install ${debian} (Debian, Ubuntu) or brew install ${brew} (macOS).`,
  );
  if (process.env.CI === 'true')
    throw new ScriptError(`The suite is not complete; install what is missing.\n${lines.join('\n')}`);
  process.env.HUB_TEST_WITHOUT = missing.map(({ command }) => command).join(',');
  const notice = `Not tested:\n${lines.join('\n')}`;
  say(notice);
  process.on('exit', () => say(`\n${notice}`));
}
