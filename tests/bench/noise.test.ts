import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

interface Seen {
  readonly work: readonly number[];
  readonly foreign: readonly number[];
  readonly stolen: readonly number[];
}

interface Verdict {
  readonly quotable: boolean;
  readonly line: string;
}

/** Runs a module of the benchmark, which is no TypeScript, in a process of its own, and returns what it prints. */
function run(code: string, root = ROOT): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: root, encoding: 'utf8' });
}

function judged(seen: Seen): Verdict {
  const code = `import { judgeNoise } from './bench/lib/noise.mjs'; console.log(JSON.stringify(judgeNoise(${JSON.stringify(seen)})))`;
  return JSON.parse(run(code)) as Verdict;
}

/** So many times one value, and as many times another. */
const times = (...counted: readonly (readonly [number, number])[]): number[] =>
  counted.flatMap(([count, value]) => Array<number>(count).fill(value));

const QUIET: Seen = { work: times([2, 30], [10, 31]), foreign: times([10, 0.02]), stolen: times([10, 0]) };

describe('the judge of noise', () => {
  test('lets figures of a quiet machine be quoted, and says how quiet it was', () => {
    expect(judged(QUIET)).toEqual({
      quotable: true,
      line:
        'Noise: in nine of ten measurements, others took at most 2% of the processors (the host 0%), ' +
        'and the same work took at most 3% longer than at other times.',
    });
  });

  test.each<[string, Partial<Seen>, string]>([
    ['other programs took much', { foreign: times([8, 0], [2, 0.25]) }, 'others took at most 25% of the processors'],
    ['the host took much', { foreign: times([10, 0.3]), stolen: times([10, 0.28]) }, '(the host 28%)'],
    ['the processors were slow at times', { work: times([9, 30], [2, 45]) }, 'the same work took at most 50% longer'],
  ])('refuses figures if %s, with the bounds and what to do', (_, seen, reason) => {
    const { quotable, line } = judged({ ...QUIET, ...seen });
    expect(quotable).toBe(false);
    expect(line).toMatch(/^Not quotable: /);
    expect(line).toContain(reason);
    expect(line).toContain(
      '10% and 20% are allowed. Stop other programs, or use a quieter machine, and measure again.',
    );
  });

  test('lets one disturbed measurement of ten pass, because the figures are medians', () => {
    const seen = { work: times([10, 30], [1, 90]), foreign: times([9, 0], [1, 1]), stolen: times([9, 0], [1, 1]) };
    expect(judged(seen).quotable).toBe(true);
  });

  test('lets figures exactly at the bounds pass', () => {
    expect(judged({ ...QUIET, work: times([2, 10], [10, 12]), foreign: times([10, 0.1]) }).quotable).toBe(true);
  });

  test('refuses figures of a system that does not say what other programs do', () => {
    expect(judged({ ...QUIET, foreign: [], stolen: [] })).toEqual({
      quotable: false,
      line: 'Not quotable: this system does not say what other programs did. Measure on Linux.',
    });
  });
});

describe('--write', () => {
  let copy = '';
  const page = (): string => readFileSync(join(copy, 'docs/performance.md'), 'utf8');

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'hub-bench-'));
    mkdirSync(join(copy, 'docs'));
    cpSync(join(ROOT, 'bench/lib'), join(copy, 'bench/lib'), { recursive: true });
    cpSync(join(ROOT, 'docs/performance.md'), join(copy, 'docs/performance.md'));
  });

  afterEach(() => rmSync(copy, { recursive: true }));

  /** Saves a table as `npm run bench -- --write` does at its end. Prints the message if it is refused. */
  function write(noise: Verdict): string {
    const options = {
      write: true,
      seconds: 4,
      rounds: 5,
      connections: 16,
      workloads: ['Q1', 'update'],
      targets: ['hub'],
      sizes: { organizations: 1, programs: 2, contacts: 3 },
    };
    const environment = { postgres: '18.4', pinned: true, newerNode: '', noise };
    const given = [options, { table: '| the table |' }, environment].map((value) => JSON.stringify(value)).join(', ');
    return run(
      `import { writeOutputs } from './bench/lib/outputs.mjs';
       try { writeOutputs(${given}); } catch (error) { console.log(error.message); }`,
      copy,
    );
  }

  test('writes a result that can be quoted, with how noisy the machine was', () => {
    expect(write({ quotable: true, line: 'Noise: little.' })).toBe('');
    expect(page()).toMatch(/\nNoise: little\.\n[^]*\| the table \|[^]*- Q1: one program[^]*\nWrites run on a copy/);
  });

  test('refuses a result that cannot be quoted, and leaves the page as it was', () => {
    const before = page();
    const message = '--write: docs/performance.md was not changed. Not quotable: much noise. Measure again.\n';
    expect(write({ quotable: false, line: 'Not quotable: much noise. Measure again.' })).toBe(message);
    expect(page()).toBe(before);
  });
});
