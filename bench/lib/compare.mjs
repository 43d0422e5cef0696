import { Failure } from './failure.mjs';
import { messageFor } from './requests.mjs';
import { WORKLOADS, nextInput } from './workloads.mjs';

const READS = 40;
const WRITES = 10;

/**
 * Checks that all servers give the same answers: converts each answer to one shape, and compares it with that of the first server. What a server
 * has written must be in the database, and in its answer.
 * @param {{ query: string, input: object }[]} operations
 * @param {{ server: object, prepared: unknown, credentials: Record<string, object> }[]} contestants
 * @param {import('pg').Client} client
 */
export async function assertSameAnswers(operations, contestants, client) {
  for (const operation of sample(operations)) {
    if (WORKLOADS[operation.query].writes)
      for (const contestant of contestants) await assertWritten(operation, contestant, client);
    else await assertSameAnswer(operation, contestants);
  }
}

async function assertSameAnswer({ query, input }, contestants) {
  const [expected, ...others] = await Promise.all(contestants.map((contestant) => answer(contestant, query, input)));
  others.forEach((actual, i) => {
    const [left, right] = [contestants[0], contestants[i + 1]].map(({ server }) => server.target.name);
    assertEqual({ [left]: expected, [right]: actual }, query, input);
  });
}

async function assertWritten(operation, contestant, client) {
  const { query } = operation;
  const { target } = contestant.server;
  const input = nextInput(operation, target);
  const answered = await answer(contestant, query, input);
  const wanted = input.programs ?? [input];
  const fields = Object.keys(wanted[0]);
  const ids = answered.map((program) => program?.id);
  const { rows } = await client.query(
    `SELECT id, name, slug, kind, status, description FROM program WHERE id = ANY ($1) ORDER BY id`,
    [ids],
  );
  const picked = (names) => rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));
  assertEqual({ input: wanted, database: picked(fields) }, query, input);
  assertEqual({ database: picked(['id', 'name', 'description']), [target.name]: answered }, query, input);
}

async function answer(contestant, query, input) {
  const { server } = contestant;
  const { body, headers } = messageFor(contestant, query, input);
  return server.target.canonical(query, await server.post(query, body, headers), input);
}

function assertEqual(two, query, input) {
  const [[left, expected], [right, actual]] = Object.entries(two);
  const difference = firstDifference(expected, actual, 'data');
  if (!difference) return;
  throw new Failure(
    `${query}: ${left} and ${right} differ for ${JSON.stringify(input).slice(0, 200)}\n` +
      `  at ${difference.path}\n  ${left}: ${show(difference.expected)}\n  ${right}: ${show(difference.actual)}`,
  );
}

/** Some operations of each kind. */
function sample(operations) {
  const queries = new Set(operations.map(({ query }) => query));
  return [...queries].flatMap((query) => {
    const alike = operations.filter((operation) => operation.query === query);
    const size = WORKLOADS[query].writes ? WRITES : READS;
    const stride = Math.max(1, Math.floor(alike.length / size));
    return alike.filter((_, i) => i % stride === 0).slice(0, size);
  });
}

/** The first place where two JSON values differ, or null. The order of keys does not matter, the order of list items does. */
function firstDifference(expected, actual, path) {
  if (Object.is(expected, actual)) return null;
  if (!isObject(expected) || !isObject(actual) || Array.isArray(expected) !== Array.isArray(actual))
    return { path, expected, actual };
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const difference = firstDifference(expected[key], actual[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return null;
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

function show(value) {
  return value === undefined ? '(absent)' : JSON.stringify(value).slice(0, 300);
}
