// Serves the hub from its sources, and restarts it whenever a file that it is made of is changed, added or removed.
import { ensurePackages } from './lib/packages.mjs';
import { endWithParent } from './lib/parent.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';

endWithParent();
await runScript(async () => {
  await ensurePackages(root, { development: true });
  // Imported only now, because it needs the packages.
  const { serveAndRestart } = await import('./dev/restart.mjs');
  await serveAndRestart(root);
});
