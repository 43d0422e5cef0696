// Plays faults against real hubs and tells what was lost: installs and builds what is missing, then runs main.ts.
import { createRequire } from 'node:module';
import { ensureBuilt } from '../scripts/lib/build.mjs';
import { ensurePackages } from '../scripts/lib/packages.mjs';
import { root } from '../scripts/lib/root.mjs';
import { runScript } from '../scripts/lib/say.mjs';

await runScript(async () => {
  await ensurePackages(root, { development: true });
  await ensureBuilt(root);
});

if (!process.exitCode) {
  process.chdir(root);
  const require = createRequire(import.meta.url);
  require('@swc-node/register');
  require('./main.ts');
}
