import { random } from './random.mjs';
import { readInputs } from './inputs.mjs';

const SEED = 10;
const MIXED = { Q1: 1600, Q2: 100, Q3: 100, Q3deep: 100, update: 50, create: 50 };
const ABOUT = 'Serves families in Riverside with screening and referral. Open to walk-ins on weekdays.';

/** What analysts ask is costly, and the hub lets one client run four such operations at once. */
const ANALYSIS = { role: 'analyst', connections: 4 };

/**
 * What is measured: one kind of operation, or a mixture. Those that write run on a copy of the database. A write must change something each time,
 * since the hub writes nothing if nothing changes: `renewed` makes its input for a text that no other write has. `connections` is the most to measure with,
 * and `role` that of a client who has signed in.
 */
export const WORKLOADS = {
  Q1: { title: 'one program with its core, organizations and contacts' },
  Q2: { title: '50 programs, filtered and ordered, each with core, organizations and contacts' },
  Q3: { title: 'the first 20 organizations, each with 10 programs and their cores' },
  Q3deep: { title: 'the same, deep in the list' },
  Q4: { title: '`{ __typename }`' },
  Q5: { title: '_entities with 100 references, each with core and organizations' },
  Q6: { title: 'the 20 organizations of a type with the most programs, each with their number', ...ANALYSIS },
  Q7: {
    title:
      'programs of a status by kind and year: of each group that is large enough, the number and the least, greatest and mean support',
    ...ANALYSIS,
  },
  Q8: {
    title:
      'all cores, each with the number of its programs of a status and kind, their years and the sum of their support',
    ...ANALYSIS,
  },
  mixed: { title: '80% Q1, 15% Q2, Q3 and Q3deep, 5% update and create, mixed at random', writes: true },
  update: {
    title: 'one program gets a new description',
    writes: true,
    role: 'editor',
    renewed: ({ id }, mark) => ({ id, description: `${mark}: ${ABOUT}` }),
  },
  bulk: {
    title:
      '100 programs get a new description in one request; 4 connections, as many as the hub lets one client write with',
    connections: 4,
    writes: true,
    role: 'editor',
    renewed: ({ ids }, mark) => ({ programs: ids.map((id) => ({ id, description: `${mark}: ${ABOUT}` })) }),
  },
  create: {
    title: 'one new program',
    writes: true,
    role: 'editor',
    renewed: (_, mark) => ({
      slug: `written-${mark}`,
      name: `Written program ${mark}`,
      kind: 'STUDY',
      status: 'PLANNED',
      description: `${mark}: ${ABOUT}`,
    }),
  },
};

/** What stands beside the figures of writes, since the servers do not do the same. */
export const ABOUT_WRITES =
  'Writes run on a copy of the database, and the hub does more in each: it checks who writes and every value, locks the record and reads it, raises its version, ' +
  'keeps what changed in the history and in the log that subscribers follow, and reads its answer again. The others change the row and nothing else. ' +
  'Of 100 updates, the hub writes all or none; PostGraphile commits each by itself. No idempotency keys were sent.';

/**
 * The operations of every workload, the same for each server and each run.
 * @param {import('pg').Client} client
 * @returns {Promise<Record<string, { query: string, input: object }[]>>}
 */
export async function readOperations(client) {
  const operations = {};
  for (const [query, inputs] of Object.entries(await readInputs(client)))
    operations[query] = inputs.map((input) => ({ query, input }));
  return { ...operations, mixed: mixture(operations) };
}

function mixture(operations) {
  const { of, below } = random(SEED);
  const all = Object.entries(MIXED).flatMap(([query, times]) =>
    Array.from({ length: times }, () => of(operations[query])),
  );
  for (let i = all.length - 1; i > 0; i--) {
    const other = below(i + 1);
    [all[i], all[other]] = [all[other], all[i]];
  }
  return all;
}

let writes = 0;

/** The input for the next request of an operation to a server. */
export function nextInput({ query, input }, target) {
  const { renewed } = WORKLOADS[query];
  return renewed ? renewed(input, `${target.name}-${++writes}`) : input;
}
