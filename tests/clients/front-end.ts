import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { blocksIn } from '../support/snippets';

const ROOT = path.join(__dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/clients.md'), 'utf8');

/** The longest that a script may take, in milliseconds. */
const LONGEST = 30_000;

/** What a script said: an object for each call of `show`. */
type Shown = Readonly<Record<string, unknown>>;

/** The blocks of a language under a heading of docs/clients.md, in their order, as one text. */
export function section(heading: string, language: string): string {
  const [, text] = PAGE.split(`\n## ${heading}\n`);
  if (text === undefined) throw new Error(`docs/clients.md has no heading "${heading}"`);
  const [part = ''] = text.split(/\n## /);
  return blocksIn(part, language).join('\n');
}

/** A document of `documents.mjs`. */
export function documentText(name: string): string {
  const [, text] = section('A list that stays up to date', 'js').split(`export const ${name} = \``);
  if (text === undefined) throw new Error(`documents.mjs has no ${name}`);
  return text.slice(0, text.indexOf('`'));
}

/** The folder that a reader of docs/clients.md has: the packages, the packed documents, and `documents.mjs`. */
export class FrontEnd {
  readonly folder: string;
  private readonly parent = mkdtempSync(path.join(tmpdir(), 'front-end-'));

  constructor() {
    this.folder = path.join(this.parent, 'front-end');
    const modules = path.join(this.folder, 'node_modules');
    const documents = path.join(modules, 'equity-hub-documents');
    mkdirSync(documents, { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.parent, 'node_modules'));
    const pack = ['pack', path.join(ROOT, 'schema/documents'), '--json', '--pack-destination', this.parent];
    execFileSync('npm', pack, { cwd: ROOT, stdio: 'pipe' });
    const archive = path.join(this.parent, 'equity-hub-documents-0.1.0.tgz');
    execFileSync('tar', ['xzf', archive, '-C', documents, '--strip-components=1']);
    this.write('package.json', '{ "type": "module" }');
    this.write('documents.mjs', section('A list that stays up to date', 'js'));
  }

  write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  /**
   * Runs a section of the page, and after it what the test asks of the client. `show(object)` in it is what the promise resolves with; its keys are
   * printed, so that a failure says how far the script came.
   * @throws what the script complained of
   */
  async run(code: string, probe: string, at: { readonly url: string; readonly token: string }): Promise<Shown> {
    const shows = `const shown = {}; const show = (more) => console.log(Object.keys(Object.assign(shown, more)));`;
    const end = `console.log('\\nSHOWN ' + JSON.stringify(shown)); process.exit(0);`;
    const text = `${code}\n${shows}\n{ ${probe} }\n${end}`.replaceAll('localhost:4000', new URL(at.url).host);
    this.write('script.mjs', text);
    const script = spawn(process.execPath, ['script.mjs'], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], TOKEN: at.token },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST,
    });
    let [said, complaints] = ['', ''];
    script.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    script.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    await new Promise((done) => script.once('close', done));
    const [, shown] = said.split('\nSHOWN ');
    if (shown === undefined) throw new Error(`${said}\n${complaints}`);
    return { ...(JSON.parse(shown) as Shown), complaints };
  }

  /** Runs a tool of this project in the folder. */
  tool(file: string, ...args: string[]): void {
    execFileSync(process.execPath, [path.join(ROOT, 'node_modules', file), ...args], {
      cwd: this.folder,
      stdio: 'pipe',
    });
  }

  /** Puts the hub's schema where the page says. */
  copySchema(): void {
    copyFileSync(path.join(ROOT, 'schema/api.graphql'), path.join(this.folder, 'api.graphql'));
  }

  /** What the compiler finds wrong with a file. */
  compile(name: string, options: readonly string[] = []): string {
    const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    const strict = [
      '--noEmit',
      '--strict',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--target',
      'es2022',
      '--types',
      'node',
    ];
    try {
      return execFileSync(process.execPath, [tsc, ...strict, ...options, name], { cwd: this.folder }).toString();
    } catch (error) {
      return String((error as { stdout?: Buffer }).stdout);
    }
  }

  remove(): void {
    rmSync(this.parent, { recursive: true, force: true });
  }
}
