// What grows, as a table, and which reads are too slow.

/** A read that takes longer than the first at the largest size has to take longer than the second at a tenth of it: such a read is slow by nature. */
const TOO_SLOW = 100;
const SLOW_BEFORE = 30;
/** A read grows if it takes longer than this in ms at the largest size, and as many times longer than at a tenth of it. */
const NOTICED = 10;
const TIMES = 3;

/**
 * @param {{ kind: string, name: string, role: string, times: (number | string)[] }[]} measured the times at each size, the largest last
 * @param {number[]} sizes
 */
export function report(measured, sizes, all) {
  const shown = measured.filter((one) => all || grows(one) || breaks(one));
  const broken = measured.filter(breaks);
  const lines = [
    heading(['kind', 'read', 'role', ...sizes.map((size) => `${size.toLocaleString('en-US')} ms`)]),
    ...shown.map((one) => row([one.kind, one.name, one.role, ...one.times.map(written)])),
    '',
    heading(['kind', 'reads', ...sizes.map((size) => `slowest at ${size.toLocaleString('en-US')}, ms`)]),
    ...kinds(measured),
    '',
    `${measured.length} reads, of which ${measured.filter(grows).length} grow: more than ${NOTICED} ms at ${sizes.at(-1)}, and ${TIMES} times as long as at ${sizes.at(-2)}.`,
    broken.length === 0
      ? `No read takes more than ${TOO_SLOW} ms at ${sizes.at(-1)} that takes at most ${SLOW_BEFORE} ms at ${sizes.at(-2)}.`
      : `${broken.length} reads take more than ${TOO_SLOW} ms at ${sizes.at(-1)}, and at most ${SLOW_BEFORE} ms at ${sizes.at(-2)}:`,
    ...broken.map(
      ({ kind, name, role, times }) => `- ${kind}: ${name} (${role}): ${times.map(written).join(' → ')} ms`,
    ),
  ];
  return { text: lines.join('\n'), broken: broken.length };
}

function kinds(measured) {
  const names = [...new Set(measured.map(({ kind }) => kind))];
  return names.map((kind) => {
    const reads = measured.filter((one) => one.kind === kind);
    const slowest = reads[0].times.map((_time, index) => Math.max(...reads.map(({ times }) => inMs(times[index]))));
    return row([kind, reads.length, ...slowest.map(written)]);
  });
}

function grows({ times }) {
  const [before, now] = times.slice(-2).map(inMs);
  return now > NOTICED && now > TIMES * before;
}

function breaks({ times }) {
  const [before, now] = times.slice(-2).map(inMs);
  return now > TOO_SLOW && before <= SLOW_BEFORE;
}

/** A read that was stopped after its time took all of it. A read that is refused takes none. */
function inMs(time) {
  if (typeof time === 'number') return time;
  return time === 'TIMEOUT' ? Infinity : 0;
}

function written(time) {
  if (typeof time === 'string') return time;
  if (time === Infinity) return 'TIMEOUT';
  return time >= 100 ? time.toFixed(0) : time.toFixed(1);
}

function heading(cells) {
  return `${row(cells)}\n${row(cells.map(() => '---'))}`;
}

function row(cells) {
  return `| ${cells.join(' | ')} |`;
}
