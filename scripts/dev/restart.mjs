import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { watch } from 'chokidar';
import { say } from '../lib/say.mjs';

/** What a running hub is made of. */
const WATCHED = ['src', 'migrations', 'data', 'schema/operations', 'tsconfig.json', '.swcrc'];
/** A burst of changes is over when there was none for this long, in milliseconds. */
const QUIET_MS = 150;
/** A hub stops by itself within 10 s. One that does not is caught in a loop. */
const PATIENCE_MS = 12_000;

/** Serves the hub of a folder, one process after the other, until this process gets a signal to stop. */
export async function serveAndRestart(root) {
  const stopped = signalToStop();
  const watcher = await watchFiles(root);
  while (!stopped.signal) {
    const changed = nextBurst(watcher);
    const hub = startHub(root);
    await Promise.race([changed, hub.ended, stopped.promise]);
    if (hub.isRunning()) await hub.stop();
    else if (!stopped.signal) say('The hub has ended. It starts again when a file changes; Ctrl-C ends this.');
    const file = await Promise.race([changed, stopped.promise]);
    if (!stopped.signal) say(`${path.relative(root, file)} changed; starting the hub again.`);
  }
  await watcher.close();
}

function signalToStop() {
  const stopped = { signal: undefined, promise: undefined };
  stopped.promise = new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => done((stopped.signal = signal)));
    }
  });
  return stopped;
}

/** Watches from the root, so that a file or folder is still watched after it was replaced by another one of its name. */
async function watchFiles(root) {
  const watcher = watch(root, { ignoreInitial: true, ignored: (file) => !leadsToWatched(path.relative(root, file)) });
  await once(watcher, 'ready');
  return watcher;
}

function leadsToWatched(file) {
  return file === '' || WATCHED.some((name) => `${file}/`.startsWith(`${name}/`) || name.startsWith(`${file}/`));
}

/** Resolves after the next changes with the file that changed last. */
function nextBurst(watcher) {
  return new Promise((done) => {
    let timer;
    const noteChange = (file) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const event of ['add', 'change', 'unlink']) watcher.off(event, noteChange);
        done(file);
      }, QUIET_MS);
    };
    for (const event of ['add', 'change', 'unlink']) watcher.on(event, noteChange);
  });
}

function startHub(root) {
  const hub = spawn(
    process.execPath,
    ['--enable-source-maps', '--require', '@swc-node/register', 'scripts/tools/serve.ts'],
    // By the channel the hub notices when this process is killed.
    { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
  );
  const ended = once(hub, 'exit');
  return {
    ended,
    isRunning: () => hub.exitCode === null && hub.signalCode === null,
    async stop() {
      const timer = setTimeout(() => hub.kill('SIGKILL'), PATIENCE_MS);
      hub.kill('SIGTERM');
      await ended;
      clearTimeout(timer);
    },
  };
}
