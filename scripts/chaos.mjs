// Plays faults against real hubs and tells what was lost: installs and builds what is missing, then runs chaos/main.ts.
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  await ensurePackages(root, { development: true });
  await ensureBuilt(root);
});

if (!process.exitCode) {
  process.chdir(root);
  const require = createRequire(path.join(root, 'package.json'));
  require('@swc-node/register');
  require('./chaos/main.ts');
}
