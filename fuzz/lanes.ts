import fc from 'fast-check';
import type { PartName } from './options';

export interface Finding {
  readonly part: PartName;
  /** What is wrong, with the case that shows it, made as small as it could be. */
  readonly what: string;
  readonly example: string;
  /** What plays it again. */
  readonly seed: number;
  readonly path: string;
}

export interface Play {
  readonly part: PartName;
  readonly count: number;
  readonly seed: number;
  /** Of the one case that is to be played. */
  readonly path?: string | undefined;
  /** How many cases are played at a time. */
  readonly lanes: number;
}

/** Characters of an example; the path has the rest. */
const SHOWN = 1_500;
/** How often a case is tried to be made smaller. */
const MOST_TRIES = 200;
/** Lanes are far enough from each other that the next rounds' seeds are others. */
const STRIDE = 100_003;

/**
 * Plays random cases and judges them, some at a time. The first that fails is made smaller, while the others stand still.
 * @param judge throws where the case shows a fault
 */
export async function play<T>(
  { part, count, seed, path, lanes }: Play,
  cases: fc.Arbitrary<T>,
  judge: (value: T) => Promise<void>,
  show: (value: T) => string,
): Promise<Finding[]> {
  const width = path === undefined ? lanes : 1;
  let failing: number | undefined;
  let tries = 0;
  const checks = Array.from({ length: width }, async (_, lane) => {
    const own = path === undefined ? seed + lane * STRIDE : seed;
    const property = fc.asyncProperty(cases, async (value) => {
      if (failing !== undefined && (failing !== lane || (tries += 1) > MOST_TRIES)) return;
      try {
        await judge(value);
      } catch (error) {
        failing ??= lane;
        if (failing === lane) throw error;
      }
    });
    const numRuns = path === undefined ? Math.ceil(count / width) : 1;
    const details = await fc.check(property, { seed: own, numRuns, ...(path !== undefined && { path }) });
    if (!details.failed || !details.counterexample) return [];
    const [value] = details.counterexample;
    const found = { what: messageOf(details.errorInstance), example: show(value).slice(0, SHOWN) };
    return [{ part, seed: own, path: details.counterexamplePath, ...found }];
  });
  return (await Promise.all(checks)).flat();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
