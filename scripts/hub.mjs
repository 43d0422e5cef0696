// Runs a command of the hub: installs and builds what is missing, then runs the hub in this process.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { endWithParent } from './lib/parent.mjs';
import { root } from './lib/root.mjs';
import { runScript, showProgress } from './lib/say.mjs';

endWithParent();
await runScript(async () => {
  await ensurePackages(root, { development: false });
  await showProgress('Building', () => ensureBuilt(root));
});

// In this process, so that signals and exit codes are the hub's own.
if (!process.exitCode) {
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(path.join(root, 'dist/src/main.js')).href);
}
