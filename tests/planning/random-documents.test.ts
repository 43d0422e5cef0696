/** @long It asks two hubs for hundreds of documents. */
import type { Request } from '../../fuzz/client';
import type { Known } from '../../fuzz/generators/known';
import { Tally } from '../../fuzz/tally';
import type { Role } from '../../src/platform/access/viewer';
import { runs } from '../support/runs';
import { Documents, type Case } from './documents';
import { checkEqual, SEED } from './random-cases';
import { ROLES, TwoHubs } from './two-hubs';

/** Of each role. Another number by PLANNING_RUNS=… */
const RUNS = Number(process.env['PLANNING_RUNS'] ?? runs(35, 1_500));
/** The part of all documents that plans have to answer, at least partly, and that they have to answer wholly: else little would be compared. */
const PLANNED = 0.6;
const WHOLE = 0.25;
/** One document of so many is asked until the hubs have compiled it. */
const EACH = 4;
const USES = 4;

let hubs: TwoHubs;
let known: Known;
const tally = new Tally();

beforeAll(async () => {
  hubs = await TwoHubs.startFilled();
  known = await hubs.known();
}, 120_000);
afterAll(() => hubs.close());

function show({ role, request }: Case): string {
  return `${role}: ${request.query.replace(/\s+/g, ' ')} ${JSON.stringify(request.variables)}`;
}

/** Other values of the same variables, for which a plan may use the same statement. */
function otherwise({ query, variables = {} }: Request, types: Known['ids']): Request {
  const ids = [...types.values()].flat();
  const other = (value: unknown): unknown => {
    if (typeof value === 'boolean') return !value;
    if (typeof value === 'number') return value > 1 ? value - 1 : value + 1;
    if (typeof value === 'string') return ids[(ids.indexOf(value) + 1) % ids.length || ids.length] ?? value;
    if (Array.isArray(value)) return value.slice(1).map(other);
    return value;
  };
  return {
    query,
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, other(value)])),
  };
}

test.each(ROLES)(
  'plans answer random queries of the role %s as resolvers do',
  async (role: Role) => {
    let asked = 0;
    await checkEqual(
      new Documents(known, role).cases(),
      async ({ request }) => {
        const { plan, body } = await hubs.same(role, request);
        tally.add(role, body.includes('"errors":') ? 'errors' : 'answered');
        if (plan !== undefined) tally.add('plans', String(/^\w+/.exec(plan)));
        if (Object.keys(request.variables ?? {}).length > 0) await hubs.same(role, otherwise(request, known.ids));
        asked += 1;
        if (asked % EACH === 0) for (let use = 2; use <= USES; use += 1) await hubs.same(role, request);
      },
      show,
      { seed: SEED, runs: RUNS },
    );
    expect(tally.share('answered', role)).toBeGreaterThan(0.7);
  },
  3_600_000,
);

test('most of the documents were planned', () => {
  const [whole, part] = [tally.share('whole', 'plans'), tally.share('part', 'plans')];
  expect(whole).toBeGreaterThan(WHOLE);
  expect(whole + part).toBeGreaterThan(PLANNED);
});
