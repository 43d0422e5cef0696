import { median } from './statistics.mjs';

/** The server that the others are compared with. */
export const REFERENCES = ['raw', 'postgraphile', 'mercurius'];

/**
 * Samples → one row per query and target, with medians over the rounds. Ratios are calculated in each round, and then their median is taken:
 * so they are right even if the speed of the machine changes during the run.
 */
export function summarize(samples, statements) {
  const queries = [...new Set(samples.map((sample) => sample.query))];
  const targets = [...new Set(samples.map((sample) => sample.target))].sort((a, b) => rank(a) - rank(b));
  return queries.flatMap((query) => targets.map((target) => summarizeOne(samples, query, target, statements)));
}

const rank = (target) => ['hub', ...REFERENCES].indexOf(target);

function summarizeOne(samples, query, target, statements) {
  const roundsOf = (name) => samples.filter((sample) => sample.query === query && sample.target === name);
  const own = roundsOf(target);
  const medianOf = (field) => median(own.map((sample) => sample[field]));
  const ratioTo = (reference) => {
    const rates = new Map(roundsOf(reference).map((sample) => [sample.round, sample.rate]));
    return rates.size ? median(own.map((sample) => sample.rate / rates.get(sample.round))) : null;
  };
  return {
    query,
    target,
    rate: medianOf('rate'),
    ratios: Object.fromEntries(REFERENCES.map((reference) => [reference, ratioTo(reference)])),
    p50: medianOf('p50'),
    p99: medianOf('p99'),
    processor: own[0].processor === null ? null : medianOf('processor'),
    statements: statements[target]?.[query] ?? null,
    memory: own[0].memory === null ? null : Math.max(...own.map((sample) => sample.memory)),
  };
}
