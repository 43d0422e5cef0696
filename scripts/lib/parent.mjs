const INTERVAL_MS = 500;

/**
 * Ends this process with SIGTERM when its parent has ended. npm runs scripts in a shell, and that shell does not pass on signals:
 * without this, stopping npm would leave the hub running.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, INTERVAL_MS);
  // The timer must not keep a finished command running.
  timer.unref();
}
