const tasks = [];
let running = null;
let interrupted = false;

/** Registers a task to run when the benchmark ends, for whatever reason. Tasks run in reverse order. */
export function atEnd(task) {
  tasks.push(task);
}

/** Runs all tasks once; a second caller waits for the first. If a task fails, the others still run. */
export function cleanUp() {
  running ??= (async () => {
    for (const task of tasks.reverse())
      await Promise.resolve()
        .then(task)
        .catch((error) => process.stderr.write(`${error.message}\n`));
  })();
  return running;
}

/**
 * Ctrl-C, SIGTERM and unexpected errors stop everything that the benchmark started, and nothing else. Failures after that are expected, since
 * the servers are gone: they print no message.
 */
export function cleanUpOnSignals() {
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, () => {
      process.stderr.write(`\nbench: stopped by ${signal}\n`);
      interrupted = true;
      void cleanUp().then(() => process.exit(exitCode));
    });
  }
  // An error in a callback would otherwise end this process alone, and leave the servers.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`\nbench: ${error.stack}\n`);
    void cleanUp().then(() => process.exit(1));
  });
}

/** Whether the benchmark is ending because of a signal. */
export function isInterrupted() {
  return interrupted;
}
