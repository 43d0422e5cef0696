const ROUNDS = 3;

/** About 5 ms of work for a processor of 2024. */
function yardstick(): void {
  const text = JSON.stringify(Array.from({ length: 1_000 }, (_, at) => ({ at, name: `name ${at}` })));
  for (let round = 0; round < 10; round += 1) JSON.parse(text);
}

/**
 * How much processor time this process, with the hub in it, needs for the work, as a multiple of what a fixed piece of work needs beside it. So it
 * does not depend on how fast the machine is, or on what else it does. A query of one record takes a few.
 */
export async function effortOf<T>(work: () => Promise<T>): Promise<{ answer: T; effort: number }> {
  const unit = Math.min(...Array.from({ length: ROUNDS }, () => processorTime(yardstick)));
  const before = process.cpuUsage();
  const answer = await work();
  const { user, system } = process.cpuUsage(before);
  return { answer, effort: (user + system) / unit };
}

function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
