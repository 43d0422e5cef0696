/** Progress goes to standard error: standard output holds only the table. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Runs one step and says how long it took. */
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
