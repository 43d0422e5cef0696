// Runs the test suite: installs what is missing, then becomes jest, with the arguments given.
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';

await runScript(() => ensurePackages(root, { development: true }));

if (!process.exitCode) {
  process.chdir(root);
  createRequire(path.join(root, 'package.json'))('jest/bin/jest');
}
