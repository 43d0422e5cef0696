import { spawnSync } from 'node:child_process';

/** The SDL that a schema is compared with, or why there is none. */
export type Base = { readonly sdl: string; readonly commit: string } | { readonly missing: string };

/**
 * What `file` was before the change at hand: as the last commit has it if it differs from that, else as the commit before has it.
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
  // Relative to the folder, wherever it lies in the repository.
  const { status, stdout } = git(folder, 'show', `${commit}:./${file}`);
  return status === 0 ? stdout : undefined;
}

function reason(folder: string): string {
  if (git(folder, 'rev-parse', '--git-dir').status !== 0) return 'this is no git repository, or git is not installed';
  if (git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD').status !== 0) return 'nothing is committed yet';
  if (git(folder, 'rev-parse', '--is-shallow-repository').stdout.trim() === 'true') {
    return 'the clone is shallow: fetch two commits (git fetch --deepen=1) to compare with the one before';
  }
  return 'no earlier commit has the schema';
}

function git(folder: string, ...args: string[]): { readonly status: number | null; readonly stdout: string } {
  return spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 100_000_000 });
}
