/** Whoever breaks a run off leaves no processes behind. @param abandon ends them at once, and waits for nothing */
export function whenBrokenOff(abandon: () => void): void {
  process.once('exit', abandon);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => breakOff(signal));
}

function breakOff(signal: string): never {
  process.stderr.write(`broken off by ${signal}\n`);
  process.exit(130);
}
