/** Kills all processes of a run if it is interrupted. @param abandon kills them at once, without waiting */
export function whenBrokenOff(abandon: () => void): void {
  process.once('exit', abandon);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => breakOff(signal));
}

function breakOff(signal: string): never {
  process.stderr.write(`interrupted by ${signal}\n`);
  process.exit(130);
}
