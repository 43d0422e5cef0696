import fc from 'fast-check';
import { print, parse } from 'graphql';
import { Tally } from '../../fuzz/tally';
import type { Known } from '../../fuzz/generators/known';
import type { Role } from '../../src/platform/access/viewer';
import { runs } from '../support/runs';
import { Documents, type Case } from './documents';
import { ROLES, TwoHubs } from './two-hubs';

/** Another one by PLANNING_SEED=…; a failure prints it. */
const SEED = Number(process.env['PLANNING_SEED'] ?? 20_261_127);
/** Another number by PLANNING_RUNS=…, for each role. */
const RUNS = Number(process.env['PLANNING_RUNS'] ?? runs(220, 2_000));

let hubs: TwoHubs;
let known: Known;
const tally = new Tally();

beforeAll(async () => {
  hubs = await TwoHubs.startFilled();
  known = await hubs.known();
}, 120_000);
afterAll(() => hubs.close());

function show({ role, request }: Case): string {
  return `${role}: ${print(parse(request.query)).replace(/\s+/g, ' ')} ${JSON.stringify(request.variables)}`;
}

test.each(ROLES)(
  'a plan answers any query of the role %s as resolvers do',
  async (role: Role) => {
    const cases = new Documents(known, role).cases();
    const property = fc.asyncProperty(cases, async ({ request }) => {
      const { plan, body } = await hubs.same(role, request);
      tally.add('plans', plan?.split(';')[0] ?? 'unseen');
      tally.add('reasons', plan ?? 'unseen');
      tally.add(role, body.includes('"errors":') ? 'errors' : 'answered');
    });
    await fc.assert(property, {
      seed: SEED,
      numRuns: RUNS,
      verbose: 0,
      reporter: (details) => {
        if (!details.failed) return;
        const [found] = details.counterexample ?? [];
        const again = `PLANNING_SEED=${details.seed}, path ${details.counterexamplePath}`;
        throw new Error(`${again}\n${found ? show(found) : ''}\n${String(details.errorInstance)}`);
      },
    });
  },
  600_000,
);

afterAll(() => process.stderr.write(tally.asText().join('\n') + '\n'));
