const INTERVAL_MS = 500;

/**
 * Ends this process, as SIGTERM does, when its parent is gone. For npm puts a shell between itself and the script, and that
 * shell passes no signal on: asked to end, npm would leave the hub behind.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, INTERVAL_MS);
  // A command that is done ends by itself.
  timer.unref();
}
