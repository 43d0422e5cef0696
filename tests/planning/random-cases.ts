import fc from 'fast-check';

/** Another one by PLANNING_SEED=…; a failure names it. */
export const SEED = Number(process.env['PLANNING_SEED'] ?? 20_261_127);
/** How many smaller cases to try once one has failed. */
const MOST_TRIES = 150;

/** Two hubs answered differently. */
class Different extends Error {}

/** @throws Different with the smallest case that was found, and the seed that repeats it */
export async function checkEqual<T>(
  cases: fc.Arbitrary<T>,
  judge: (value: T) => Promise<void>,
  show: (value: T) => string,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): Promise<void> {
  let tries = 0;
  const property = fc.asyncProperty(cases, async (value) => {
    if (tries > MOST_TRIES) return;
    if (tries > 0) tries += 1;
    try {
      await judge(value);
    } catch (error) {
      tries = Math.max(tries, 1);
      throw error;
    }
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { seed, numRuns: runs });
  if (!failed || !counterexample) return;
  throw new Different(`PLANNING_SEED=${seed}\n${show(counterexample[0])}\n${String(errorInstance)}`);
}
