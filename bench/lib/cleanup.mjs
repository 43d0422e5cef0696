const tasks = [];
let running = null;
let interrupted = false;

/** Registers what must be ended, in reverse order, however the benchmark ends. */
export function atEnd(task) {
  tasks.push(task);
}

/** Ends everything once; a second caller waits for the first. A task that fails does not keep the others from running. */
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
 * Ctrl-C and a supervisor's stop end everything that was started, and only that. What then fails because its server is gone is not worth
 * a message: standard error says once why.
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
}

/** Whether a signal is ending the benchmark. */
export function isInterrupted() {
  return interrupted;
}
