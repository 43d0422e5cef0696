import { makeCore, makeProgram } from '../support/factories';
import { effortOf } from '../support/effort';
import { startTestHub, type TestHub } from '../support/hub';
import { openSocket } from '../transports/streaming-hub';
import { times } from './refused';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
  const core = await makeCore(hub.database.pool, { slug: 'core' });
  for (let index = 0; index < 120; index += 1) await makeProgram(hub.database.pool, { core_id: core });
});
afterAll(() => hub.close());

/** As many lines as fit into a public body beside a query. */
const LINES = 45_000;
const REPRESENTATIONS = { r: Array(100).fill({}) as object[] };

/** Documents with a fault in many places. */
const FAULTY: readonly [name: string, query: string, variables?: object][] = [
  [
    'references',
    `query ($r: [_Any!]!) { ${times(28, (at) => `a${at}: _entities(representations: $r) { __typename }`)} }`,
    REPRESENTATIONS,
  ],
  [
    'cursors',
    `{ programs(first: 100) { nodes { ${times(14, (at) => `a${at}: organizations(after: "x") { totalCount }`)} } } }`,
  ],
  [
    'filters',
    `{ programs(first: 100) { nodes { ${times(14, (at) => `a${at}: organizations(where: { name: { eq: null } }) { totalCount }`)} } } }`,
  ],
  ['refused fields', `{ programs(first: 100) { nodes { ${times(29, (at) => `a${at}: assuredBy`)} } } }`],
  ['unknown values', `{ programs(where: { status: { in: [${times(900, (at) => `X${at}`)}] } }) { totalCount } }`],
  ['unknown fields', `{ programs { nodes { ${times(300, (at) => `unknown${at}`)} } } }`],
  ['unused variables', `query (${times(300, (at) => `$v${at}: Int`)}) { __typename }`],
];

/** The errors of three equal answers, and the least effort for one. */
async function leastOf(query: string, variables?: object): Promise<{ effort: number; errors: readonly object[] }> {
  const answers = [];
  for (let use = 0; use < 3; use += 1)
    answers.push(await effortOf(() => hub.query<unknown, unknown>(query, variables)));
  return { effort: Math.min(...answers.map(({ effort }) => effort)), errors: answers[0]?.answer.errors ?? [] };
}

describe.each(FAULTY)('a document with a fault in many %s', (_name, query, variables) => {
  test('takes about as much work with 45,000 lines before it as without, and its faults have their line', async () => {
    const plain = await leastOf(query, variables);
    const long = await leastOf('\n'.repeat(LINES) + query, variables);
    expect(long.errors.length).toBe(plain.errors.length);
    expect(long.errors.length).toBeLessThanOrEqual(100);
    expect(long.errors[0]).toMatchObject({ locations: [{ line: LINES + 1 }] });
    // It took 7 to 40 times as much when each error counted the lines before it.
    expect(long.effort / (plain.effort + 10)).toBeLessThan(4);
  });
});

test('a faulty document has the lines of its faults over a WebSocket too', async () => {
  const socket = await openSocket({ socketUrl: hub.url.replace(/^http/, 'ws') });
  await socket.init();
  socket.subscribe('1', '\n\n{ nothing\n  programs { x } }');
  const { payload } = await socket.message('1', 'error');
  expect((payload as readonly { readonly locations: object }[]).map(({ locations }) => locations)).toEqual([
    [{ line: 3, column: 3 }],
    [{ line: 4, column: 14 }],
  ]);
  socket.socket.close();
});

test('a syntax error has its line', async () => {
  const { errors } = await hub.query<unknown, never>('\n\n{ programs(');
  expect(errors?.[0]).toMatchObject({ locations: [{ line: 3, column: 12 }] });
});
