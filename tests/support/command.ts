import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of the hub as a process of its own. */
export interface RunningCommand {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with the match once standard error has it; rejects if the command ends before. */
  saying(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts `hub <args>` as the global setup has built it, with these variables and none of the test's own; `output` is where its standard output goes. */
export function startCommand(
  args: readonly string[],
  env: Record<string, string>,
  { output = 'pipe', cwd = ROOT }: { readonly output?: number | 'pipe'; readonly cwd?: string } = {},
): RunningCommand {
  return start([join(ROOT, 'dist/src/main.js'), ...args], { LOG_LEVEL: 'silent', ...env }, cwd, output);
}

/** Starts a script of a copy of the project, with these variables and none of the test's own. */
export function startScript(
  root: string,
  [file, ...args]: readonly [string, ...string[]],
  env: Record<string, string>,
): RunningCommand {
  return start([file, ...args], { LOG_LEVEL: 'silent', ...env }, root, 'pipe');
}

function start(
  args: readonly string[],
  env: Record<string, string>,
  cwd: string,
  output: number | 'pipe',
): RunningCommand {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', output, 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  endWithWorker(child);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return {
    process: child,
    ended,
    saying: (pattern) =>
      new Promise((done, fail) => {
        const look = (): void => {
          const match = pattern.exec(stderr);
          if (match) done(match);
        };
        look();
        child.stderr?.on('data', look);
        void ended.then((end) =>
          fail(new Error(`ended with ${end.code} before it said ${String(pattern)}: ${end.stderr}`)),
        );
      }),
  };
}

/** Runs a script of the project to its end, with none of the test's own variables. */
export async function runScript(file: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** What a failed test has left neither keeps the worker from ending nor runs on after it. */
function endWithWorker(child: ChildProcess): void {
  for (const held of [child, child.stdout, child.stderr]) if (held && 'unref' in held) held.unref();
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
}

/** Runs a command to its end. */
export function runCommand(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return startCommand(args, env).ended;
}
