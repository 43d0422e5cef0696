import { median } from '../lib/statistics.mjs';

/** Postgres makes a plan for all values of a statement from its sixth use on: only then it is what a busy hub gets. */
const WARM_UPS = 6;
const RUNS = 5;
/** A read that takes longer than this, in ms, is repeated less often. */
const SLOW = 300;

/** The median of a read in ms, or the code of its error. */
export async function measureRead(ask, { role, query, variables }) {
  const times = [];
  for (let turn = 0; turn < WARM_UPS + RUNS; turn += 1) {
    const begun = performance.now();
    const { errors } = await ask(role, query, variables[turn % variables.length]);
    times.push(performance.now() - begun);
    if (errors) return errors[0].extensions?.code ?? errors[0].message;
    if (turn >= 2 && times.at(-1) > SLOW) return median(times.slice(-3));
  }
  return median(times.slice(WARM_UPS));
}
