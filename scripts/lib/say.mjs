/** Prints a line to standard error, because standard output belongs to the command that is run. */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** A failure whose message says what to do. It is printed without a stack trace. */
export class ScriptError extends Error {}

/** Runs `work`, and prints every 5 s how long it has taken. Prints nothing if it takes less than 2 s. */
export async function showProgress(message, work) {
  const begin = Date.now();
  const elapsed = () => Math.round((Date.now() - begin) / 1000);
  const first = setTimeout(() => say(`${message} …`), 2_000);
  const timer = setInterval(() => say(`${message} … ${elapsed()} s`), 5_000);
  try {
    const result = await work();
    if (elapsed() >= 2) say(`${message}: done in ${elapsed()} s`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(timer);
  }
}

/** Runs the main function of a script. Prints one line for a ScriptError, and the stack trace of any other error. */
export async function runScript(main) {
  try {
    requireNode();
    await main();
  } catch (error) {
    say(explain(error));
    process.exitCode = 1;
  }
}

function explain(error) {
  if (error instanceof ScriptError) return `equity-hub: ${error.message}`;
  if (error?.code === 'ENOSPC') return `equity-hub: The disk is full: cannot write ${error.path ?? 'the build'}.`;
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) {
    return `equity-hub: No permission to write ${error.path}: run as the user who owns this folder.`;
  }
  return error?.stack ?? String(error);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new ScriptError(`Node ${process.versions.node} is too old: install Node 20.19 or newer (https://nodejs.org).`);
}
