import type { Role } from '../access/viewer';
import { ClientError } from '../errors';
import type { Cost, DearStatement } from './cost';
import { COST_BUDGET } from './limits';

/** One list may cost this part of the budget: Postgres cannot share out its statement. */
const OF_ONE_LIST = 1 / 2;

/** @throws ClientError QUERY_TOO_COSTLY, which says what was dear */
export function checkBudget({ total, dearest }: Cost, role: Role): void {
  const budget = COST_BUDGET[role];
  const [first] = dearest;
  const isOneTooDear = first !== undefined && first.cost > budget * OF_ONE_LIST;
  if (total <= budget && !isOneTooDear) return;
  const allowed = `${budget} may be spent at once${isOneTooDear && total <= budget ? `, and ${budget * OF_ONE_LIST} for one list` : ''}`;
  const isWork = dearest.reduce((sum, { cost }) => sum + cost, 0) > total / 2;
  const advice = isWork
    ? `${dearest.map(described).join('; ')}. Ask for fewer of these at once, or narrow them by an id, a slug or a simpler filter.`
    : 'Ask for smaller pages, or for less in each record.';
  throw new ClientError('QUERY_TOO_COSTLY', `The operation costs ${total}; ${allowed}. ${advice}`, {
    cost: total,
    budget,
  });
}

/** The most of a place that a message repeats. */
const PLACE = 100;

function described({ place, work: { rows }, cost }: DearStatement): string {
  const path = place();
  const short = path.length > PLACE ? `…${path.slice(-PLACE)}` : path;
  return `${short} costs ${cost}: about ${rounded(rows)} rows would have to be looked at`;
}

/** To two digits: it is an estimate. */
function rounded(rows: number): string {
  return Number(Math.ceil(rows).toPrecision(2)).toLocaleString('en-US');
}
