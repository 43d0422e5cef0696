// Serves the hub from its sources, and starts it again when one of them changes. Node itself watches what the hub has loaded.
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
  // It has the signals of the terminal by itself, and needs those that are sent to this process alone.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => hub.kill(signal));
  hub.once('exit', (code) => (process.exitCode = code ?? 1));
});
