// Serves the hub from its sources, and restarts it when one of them changes. Node watches the files that the hub has loaded.
import { spawn } from 'node:child_process';
import { ensurePackages } from './lib/packages.mjs';
import { root } from './lib/root.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  await ensurePackages(root, { development: true });
  const watched = ['--enable-source-maps', '--require', '@swc-node/register', 'scripts/tools/serve.ts'];
  const hub = spawn(process.execPath, ['--watch', '--watch-preserve-output', ...watched], {
    cwd: root,
    stdio: 'inherit',
  });
  // The child gets the signals of the terminal itself. This passes on signals that were sent only to this process.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => hub.kill(signal));
  hub.once('exit', (code) => (process.exitCode = code ?? 1));
});
