// Runs the test suite: installs missing packages, then runs jest in this process with the given arguments. With --long, random tests do more runs.
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';
import { leaveOutMissing } from './test/needs.mjs';

await runScript(async () => {
  await ensurePackages(root, { development: true });
  leaveOutMissing();
});

if (!process.exitCode) {
  process.chdir(root);
  if (process.argv.includes('--long')) process.env.HUB_TEST_LONG = 'true';
  process.argv = process.argv.filter((argument) => argument !== '--long');
  createRequire(path.join(root, 'package.json'))('jest/bin/jest');
}
