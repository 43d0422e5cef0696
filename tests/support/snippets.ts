import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { TestHub } from './hub';

const ROOT = join(__dirname, '../..');
const NAMES = join(__dirname, 'snippet-names.mjs');

/** The blocks of code of one language in a page of docs/, in their order. */
export function codeBlocks(page: string, language: string): string[] {
  return blocksIn(readFileSync(join(ROOT, 'docs', page), 'utf8'), language);
}

/** The blocks of code of one language in Markdown, in their order. */
export function blocksIn(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => String(code));
}

/** What the names stand for that a snippet takes for granted. */
export interface SnippetNames {
  readonly TOKEN: string;
  readonly FOLLOW: string;
  /** The last stored cursor. */
  readonly AFTER: string;
  /** So many messages cannot be stored. */
  readonly FAILURES?: string;
  /** A key of a partner. */
  readonly HUB_PARTNER_KEY?: string;
}

/** A snippet that runs as a program of its own. */
export interface RunningSnippet {
  /** Resolves with the match once its standard output has it; rejects if it ends before. */
  saying(pattern: RegExp): Promise<RegExpExecArray>;
  /** The same of its standard error. */
  complaining(pattern: RegExp): Promise<RegExpExecArray>;
  readonly complaints: () => string;
  stop(): Promise<void>;
}

/** Runs JavaScript as an ES module, with this hub instead of the one that the page names. */
export function runScript(code: string, at: Pick<TestHub, 'url'>, names: SnippetNames): RunningSnippet {
  return run([process.execPath, '--import', NAMES, '--input-type=module', '--eval', localized(code, at)], names);
}

/** What has to stand before commands so that `curl` in them is a stand-in for it. */
export const CURL_STAND_IN = `curl() { '${process.execPath}' '${join(__dirname, 'curl.mjs')}' "$@"; };`;

/** Runs commands of a shell likewise. */
export function runShell(code: string, at: Pick<TestHub, 'url'>, names: SnippetNames): RunningSnippet {
  return run(['sh', '-c', localized(code, at)], names);
}

function localized(code: string, { url }: Pick<TestHub, 'url'>): string {
  return code.replaceAll('localhost:4000', new URL(url).host);
}

function run([command = '', ...args]: readonly string[], names: SnippetNames): RunningSnippet {
  const env = { PATH: process.env['PATH'], ...names };
  // A process group of its own: what a shell has started ends with it.
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = once(child, 'close').then(() => 'ended' as const);
  const [said, complaints] = [new Heard(child.stdout, ended), new Heard(child.stderr, ended)];
  return {
    saying: (pattern) => said.until(pattern),
    complaining: (pattern) => complaints.until(pattern),
    complaints: () => complaints.text,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) process.kill(-Number(child.pid), 'SIGTERM');
      await ended;
    },
  };
}

/** All that has come out of a process by one of its streams. */
class Heard {
  text = '';

  constructor(
    private readonly stream: Readable,
    private readonly ended: Promise<'ended'>,
  ) {
    stream.setEncoding('utf8').on('data', (text: string) => (this.text += text));
  }

  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.text);
      if (match) return match;
      const news = await Promise.race([once(this.stream, 'data'), this.ended]);
      if (news === 'ended') throw new Error(`the snippet ended before ${String(pattern)} came: ${this.text}`);
    }
  }
}
