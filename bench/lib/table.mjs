import { TARGETS } from '../targets/index.mjs';

const HEADINGS = [
  'query',
  'server',
  'requests/s',
  '× raw',
  '× PostGraphile',
  '× Mercurius',
  'p50 ms',
  'p99 ms',
  'server CPU ms',
  'SQL',
  'memory MB',
];
const TITLES = Object.fromEntries(TARGETS.map((target) => [target.name, target.title]));

/** Summary rows → a Markdown table whose columns are aligned in a terminal too. */
export function renderTable(rows) {
  const lines = rows.map((row) => [
    row.query,
    TITLES[row.target],
    Math.round(row.rate).toLocaleString('en-US'),
    ...['raw', 'postgraphile', 'mercurius'].map((reference) => fixed(row.ratios[reference], 2)),
    fixed(row.p50, 1),
    fixed(row.p99, 1),
    fixed(row.processor, 2),
    fixed(row.statements, 0),
    fixed(row.memory, 0),
  ]);
  const widths = HEADINGS.map((heading, i) => Math.max(heading.length, ...lines.map((line) => line[i].length)));
  const format = (cells) =>
    `| ${cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, i) => (i < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [format(HEADINGS), rule, ...lines.map(format)].join('\n');
}

function fixed(value, digits) {
  return value === null ? '–' : value.toFixed(digits);
}
