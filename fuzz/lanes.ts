import fc from 'fast-check';
import type { PartName } from './options';

export interface Finding {
  readonly part: PartName;
  /** The fault, with the smallest case that was found to show it. */
  readonly what: string;
  readonly example: string;
  /** The seed and path that repeat the case. */
  readonly seed: number;
  readonly path: string;
}

export interface Play {
  readonly part: PartName;
  readonly count: number;
  readonly seed: number;
  /** The path of the only case to run. */
  readonly path?: string | undefined;
  /** How many cases run at the same time. */
  readonly lanes: number;
}

/** The most characters of an example; the path identifies the whole case. */
const SHOWN = 1_500;
/** How many attempts to make to find a smaller case. */
const MOST_TRIES = 200;
/** The distance of the seeds of two lanes: large enough that later rounds do not repeat them. */
const STRIDE = 100_003;

/**
 * Runs random cases and judges them, several at the same time. When one fails, a smaller case is searched for, while the others pause.
 * @param judge throws if the case shows a fault
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
