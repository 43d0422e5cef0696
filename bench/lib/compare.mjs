import { Failure } from './failure.mjs';

const SAMPLES = 40;

/**
 * Checks that all servers give the same answers: converts each answer to one shape, and compares it with that of the first server.
 * @param {string} query
 * @param {object[]} inputs
 * @param {{ server: object, prepared: unknown }[]} contestants
 */
export async function assertSameAnswers(query, inputs, contestants) {
  for (const input of sample(inputs)) {
    const [expected, ...others] = await Promise.all(contestants.map((contestant) => answer(contestant, query, input)));
    others.forEach((actual, i) => {
      const difference = firstDifference(expected, actual, 'data');
      if (!difference) return;
      const [left, right] = [contestants[0], contestants[i + 1]].map(({ server }) => server.target.name);
      throw new Failure(
        `${query}: ${left} and ${right} answer differently for ${JSON.stringify(input).slice(0, 200)}\n` +
          `  at ${difference.path}\n  ${left}: ${show(difference.expected)}\n  ${right}: ${show(difference.actual)}`,
      );
    });
  }
}

async function answer({ server, prepared }, query, input) {
  return server.target.canonical(query, await server.post(query, server.target.body(query, input, prepared)), input);
}

function sample(inputs) {
  const stride = Math.max(1, Math.floor(inputs.length / SAMPLES));
  return inputs.filter((_, i) => i % stride === 0).slice(0, SAMPLES);
}

/** The first place where two JSON values differ, or null. The order of keys does not matter, the order of list items does. */
export function firstDifference(expected, actual, path) {
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
