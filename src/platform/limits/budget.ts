import type { Role } from '../access/viewer';
import { ClientError } from '../errors';
import type { Cost, CostlyStatement } from './cost';
import { COST_BUDGET } from './limits';

/** The part of the budget that one list may cost, because Postgres runs it as one statement. */
const OF_ONE_LIST = 1 / 2;

/** @throws ClientError QUERY_TOO_COSTLY, which names what was costly */
export function checkBudget({ total, work, costly }: Cost, role: Role): void {
  const budget = COST_BUDGET[role];
  const forOne = budget * OF_ONE_LIST;
  const isOneTooCostly = costly.some(({ cost }) => cost > forOne);
  if (total <= budget && !isOneTooCostly) return;
  const allowed = total > budget ? `one operation may cost ${budget}` : `one list of it may cost ${forOne}`;
  const advice =
    isOneTooCostly || work > total / 2
      ? `${costliest(costly).join('; ')}. Ask for fewer of these lists, or narrow them by an id, a slug or a simpler filter.`
      : 'Ask for smaller pages or fewer fields of each record.';
  const message = `The operation costs ${total}; ${allowed}. ${advice}`;
  throw new ClientError('QUERY_TOO_COSTLY', message, { cost: total, budget });
}

/** How many places a message names, and how many characters of each. */
const PLACES = 3;
const PLACE = 100;

/** The costliest places, each named once, even if it costs several times. */
function costliest(costly: readonly CostlyStatement[]): string[] {
  const places = new Map<string, { cost: number; rows: number }>();
  for (const { place, cost, work } of costly) {
    const name = place();
    const known = places.get(name);
    places.set(name, { cost: cost + (known?.cost ?? 0), rows: work.rows + (known?.rows ?? 0) });
  }
  const sorted = [...places].sort(([, a], [, b]) => b.cost - a.cost).slice(0, PLACES);
  return sorted.map(([name, { cost, rows }]) => {
    const short = name.length > PLACE ? `…${name.slice(-PLACE)}` : name;
    return `${short} costs ${cost}: Postgres would have to read about ${estimated(rows)} rows`;
  });
}

/** Rounded to two digits. */
function estimated(rows: number): string {
  return Number(Math.ceil(rows).toPrecision(2)).toLocaleString('en-US');
}
