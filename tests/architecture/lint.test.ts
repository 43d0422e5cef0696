/** @long It loads the types of the whole project. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** In a process of its own, since jest's modules cannot import the configuration; one for all texts, since types take long to load. */
const SCRIPT = `
  import { text } from 'node:stream/consumers';
  import { ESLint } from 'eslint';
  const eslint = new ESLint();
  const results = [];
  for (const [filePath, code] of JSON.parse(await text(process.stdin))) {
    const [{ messages }] = await eslint.lintText(code, { filePath });
    results.push(messages.map(({ ruleId, message }) => ruleId ?? message));
  }
  process.stdout.write(JSON.stringify(results));`;

/** Lints each text as if it stood in its file, which must exist so that the compiler knows it. */
function lint(...texts: readonly [file: string, text: string][]): string[][] {
  const args = ['--input-type=module', '--eval', SCRIPT];
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, input: JSON.stringify(texts), encoding: 'utf8' });
  return JSON.parse(stdout) as string[][];
}

const READS_ENVIRONMENT = `export const home = process.env['HOME'];\n`;
const IMPORTS_ENVIRONMENT = `import { env } from 'node:process';\nexport const home = env['HOME'];\n`;
const FORBIDDEN = `
  export const anything = (value: any): void => { throw new Error(String(value)); };
  export default function grow(): number {
    let value = 0;
    ${'value += 1;\n'.repeat(70)}
    return value;
  }
  async function later(): Promise<void> { await Promise.resolve(); }
  // eslint-disable-next-line @typescript-eslint/no-floating-promises
  later();`;
const TOO_LONG = Array.from({ length: 260 }, (_, line) => `export const line${line} = ${line};`).join('\n');

describe('lint', () => {
  let reads: string[], imports: string[], configured: string[], forbidden: string[], tooLong: string[];
  beforeAll(() => {
    [reads, imports, configured, forbidden, tooLong] = lint(
      ['src/hub.ts', READS_ENVIRONMENT],
      ['src/hub.ts', IMPORTS_ENVIRONMENT],
      ['src/config.ts', READS_ENVIRONMENT],
      ['src/hub.ts', FORBIDDEN],
      ['src/hub.ts', TOO_LONG],
    ) as [string[], string[], string[], string[], string[]];
  }, 120_000);

  it('lets only the configuration read the environment', () => {
    expect(reads).toEqual(['no-restricted-properties']);
    expect(imports).toEqual(['no-restricted-imports']);
    expect(configured).toEqual([]);
  });

  it.each([
    '@typescript-eslint/no-explicit-any',
    '@typescript-eslint/no-floating-promises',
    'max-lines-per-function',
    'no-restricted-exports',
    'no-restricted-syntax',
  ])('refuses what the style forbids: %s', (rule) => {
    expect(forbidden).toContain(rule);
  });

  it('lets no comment switch a rule off', () => {
    expect(forbidden).toContainEqual(expect.stringContaining('noInlineConfig'));
  });

  it('refuses a file that is too long', () => {
    expect(tooLong).toContain('max-lines');
  });
});
