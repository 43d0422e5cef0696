import { spawnSync } from 'node:child_process';

/** The earlier SDL to compare with, or the reason why there is none. */
export type Base = { readonly sdl: string; readonly commit: string } | { readonly missing: string };

/**
 * The version of `file` before the current change: that of the last commit if the file differs from it, otherwise that of the commit before.
 * @param folder a folder of the repository, to which `file` is relative
 */
export function committedBase(folder: string, file: string, current: string): Base {
  const head = show(folder, 'HEAD', file);
  if (head === undefined) return { missing: reason(folder) };
  if (head !== current) return { sdl: head, commit: 'the last commit' };
  const before = show(folder, 'HEAD~1', file);
  if (before === undefined) return { missing: reason(folder) };
  return { sdl: before, commit: 'the commit before the last' };
}

function show(folder: string, commit: string, file: string): string | undefined {
  // The path is relative to the folder, which may be anywhere in the repository.
  const { status, stdout } = git(folder, 'show', `${commit}:./${file}`);
  return status === 0 ? stdout : undefined;
}

function reason(folder: string): string {
  if (git(folder, 'rev-parse', '--git-dir').status !== 0)
    return 'this is not a git repository, or git is not installed';
  if (git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD').status !== 0) return 'nothing is committed yet';
  if (git(folder, 'rev-parse', '--is-shallow-repository').stdout.trim() === 'true') {
    return 'the clone is shallow: fetch two commits (git fetch --deepen=1) to compare with the one before';
  }
  return 'no earlier commit has the schema';
}

function git(folder: string, ...args: string[]): { readonly status: number | null; readonly stdout: string } {
  return spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 100_000_000 });
}
