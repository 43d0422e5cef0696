import { TARGETS } from '../targets/index.mjs';
import { median } from './statistics.mjs';

/** The servers that the others are compared with. */
const REFERENCES = TARGETS.filter(({ name }) => name !== 'hub');
const TITLES = Object.fromEntries(TARGETS.map(({ name, title }) => [name, title]));

/**
 * What is measured: the columns of the table. `of` takes the samples of one server with one workload (`own`, a round each), those of all servers
 * with it (`all`), and the number of its statements; null if the system does not report it.
 */
const MEASURES = [
  { name: 'rate', heading: 'requests/s', digits: 0, of: ({ own }) => medianOf(own, 'rate') },
  ...REFERENCES.map(({ name, title }) => ({
    name: `to ${name}`,
    heading: `× ${title}`,
    digits: 2,
    of: ({ own, all }) =>
      ratio(
        own,
        all.filter(({ target }) => target === name),
      ),
  })),
  { name: 'p50', heading: 'p50 ms', digits: 1, of: ({ own }) => medianOf(own, 'p50') },
  { name: 'p99', heading: 'p99 ms', digits: 1, of: ({ own }) => medianOf(own, 'p99') },
  { name: 'processor', heading: 'server CPU ms', digits: 2, of: ({ own }) => medianOf(own, 'processor') },
  { name: 'postgres', heading: 'Postgres CPU ms', digits: 2, of: ({ own }) => medianOf(own, 'postgres') },
  { name: 'statements', heading: 'SQL', digits: 1, of: ({ statements }) => statements },
  { name: 'memory', heading: 'memory MB', digits: 0, of: ({ own }) => most(own, 'memory') },
];

/**
 * Samples of all rounds → one row per workload and server.
 * @param {object[]} samples from rounds.mjs
 * @param {{ workload: string, target: string, statements: number }[]} counts
 */
export function summarize(samples, counts) {
  const pairs = new Map(samples.map(({ workload, target }) => [`${workload} ${target}`, { workload, target }]));
  const rank = ({ target }) => TARGETS.findIndex(({ name }) => name === target);
  const order = [...new Set(samples.map(({ workload }) => workload))];
  return [...pairs.values()]
    .sort((a, b) => order.indexOf(a.workload) - order.indexOf(b.workload) || rank(a) - rank(b))
    .map((pair) => ({ ...pair, ...measured(pair, samples, counts) }));
}

function measured({ workload, target }, samples, counts) {
  const all = samples.filter((sample) => sample.workload === workload);
  const own = all.filter((sample) => sample.target === target);
  const count = counts.find((each) => each.workload === workload && each.target === target);
  const values = { all, own, statements: count?.statements ?? null };
  return Object.fromEntries(MEASURES.map(({ name, of }) => [name, of(values)]));
}

/** Rows → a Markdown table whose columns are aligned in a terminal too. */
export function renderTable(rows) {
  const headings = ['query', 'server', ...MEASURES.map(({ heading }) => heading)];
  const lines = rows.map((row) => [
    row.workload,
    TITLES[row.target],
    ...MEASURES.map(({ name, digits }) => shown(row[name], digits)),
  ]);
  const widths = headings.map((heading, i) => Math.max(heading.length, ...lines.map((line) => line[i].length)));
  const format = (cells) =>
    `| ${cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [format(headings), rule, ...lines.map(format)].join('\n');
}

function shown(value, digits) {
  if (value === null) return '–';
  const rounded = value.toFixed(digits);
  if (digits === 0) return Number(rounded).toLocaleString('en-US');
  return Number.isInteger(value) && digits === 1 ? String(value) : rounded;
}

function medianOf(samples, field) {
  const values = samples.map((sample) => sample[field]);
  return values.includes(null) ? null : median(values);
}

function most(samples, field) {
  const values = samples.map((sample) => sample[field]);
  return values.includes(null) ? null : Math.max(...values);
}

/** The median of each round's own ratio: so it is right even if the speed of the machine changes during the run. */
function ratio(own, others) {
  const rates = new Map(others.map(({ round, rate }) => [round, rate]));
  return rates.size ? median(own.map(({ round, rate }) => rate / rates.get(round))) : null;
}
