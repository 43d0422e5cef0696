// Runs the test suite: installs what is missing, then becomes jest, with the arguments given.
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript, say, ScriptError } from './lib/say.mjs';

await runScript(async () => {
  await ensurePackages(root, { development: true });
  lookForRedis();
});

if (!process.exitCode) {
  process.chdir(root);
  createRequire(path.join(root, 'package.json'))('jest/bin/jest');
}

/** The one thing of a system that a part of the suite needs. Left out where it is missing, but never without a word, and never in CI. */
function lookForRedis() {
  if (spawnSync('redis-server', ['--version']).status === 0) return;
  const advice = 'Install redis-server (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis).';
  if (process.env.CI === 'true') throw new ScriptError(`tests/limits/redis.test.ts needs Redis. ${advice}`);
  process.env.HUB_TEST_WITHOUT_REDIS = 'true';
  const missing = `Not tested: tests/limits/redis.test.ts (two hubs that share what clients may spend). ${advice}`;
  say(missing);
  process.on('exit', () => say(`\n${missing}`));
}
