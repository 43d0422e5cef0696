/** Prints progress to standard error, because standard output has only the table. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Runs one step and prints how long it took. */
export async function step(title, work) {
  const started = performance.now();
  process.stderr.write(`  ${title} …`);
  try {
    const result = await work();
    process.stderr.write(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stderr.write('\n');
    throw error;
  }
}
