// Compiles the sources into dist, whether or not they have changed.
import { build } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript, showProgress } from './lib/say.mjs';

await runScript(async () => {
  await ensurePackages(root, { development: false });
  await showProgress('Building', () => build(root));
});
