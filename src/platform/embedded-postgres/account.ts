import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Binaries } from './binaries';
import { codeOf } from '../code-of';
import { EmbeddedPostgresError, OTHER_WAYS } from './start-errors';

/**
 * The user that Postgres runs as, and who owns its files (`uid`:`gid`). `command` gives the command line that runs a program
 * as this user; `spawn` has the options for it.
 */
export interface Account {
  uid: number;
  gid: number;
  command(program: string, args: string[]): [string, string[]];
  spawn: { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv };
}

interface User {
  uid: number;
  gid: number;
}

/** Postgres inherits no environment: PGDATA, PGOPTIONS or an unknown LC_ALL must not affect the cluster. */
const BARE = { cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' } };

/**
 * Chooses the user who runs Postgres: the user of this process, unless that is root, because Postgres refuses to run as root.
 * For root: the owner of the existing cluster, then `postgres`, then `nobody`, if they can reach both the binaries and
 * `folder`. Otherwise root in a user namespace: Postgres sees another user there, and can still read what root owns.
 * @param owner the uid of the existing cluster, if there is one
 * @throws EmbeddedPostgresError UNSUPPORTED_PLATFORM or PERMISSION_DENIED if nobody can run the binaries
 */
export function chooseAccount(binaries: Binaries, folder: string, owner?: number): Account {
  const attempts: SpawnSyncReturns<string>[] = [];
  for (const account of candidates(owner)) {
    if (account.spawn.uid !== undefined && !reaches(folder, account)) continue;
    const attempt = run(account, binaries.postgres, ['-V']);
    if (attempt.status === 0) return account;
    attempts.push(attempt);
  }
  throw unusable(binaries, folder, attempts);
}

/** Runs a program to its end under an account; its output is kept, not shown. */
export function run(account: Account, program: string, args: string[]): SpawnSyncReturns<string> {
  const [command, rest] = account.command(program, args);
  return spawnSync(command, rest, { ...account.spawn, encoding: 'utf8', timeout: 10_000 });
}

function candidates(owner?: number): Account[] {
  const self = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
  const users = knownUsers();
  const stranger = users.get('postgres') ?? users.get('nobody') ?? { uid: 65534, gid: 65534 };
  const hidden = inNamespace(self, stranger);
  // initdb needs a user name for its uid; an arbitrary user of a container has none.
  if (self.uid !== 0)
    return [...users.values()].some((user) => user.uid === self.uid) ? [asSelf(self)] : [hidden, asSelf(self)];
  const others = [users.get('postgres'), users.get('nobody')].flatMap((user) => (user ? [asUser(user)] : []));
  if (owner === undefined) return [...others, hidden];
  if (owner === 0) return [hidden, ...others];
  return [
    asUser([...users.values()].find((user) => user.uid === owner) ?? { uid: owner, gid: owner }),
    ...others,
    hidden,
  ];
}

function asSelf(self: User): Account {
  return { ...self, command: (program, args) => [program, args], spawn: BARE };
}

function asUser(user: User): Account {
  return { ...user, command: (program, args) => [program, args], spawn: { ...BARE, ...user } };
}

function inNamespace(self: User, seenAs: User): Account {
  const map = ['--user', `--map-user=${seenAs.uid}`, `--map-group=${seenAs.gid}`];
  return { ...self, command: (program, args) => ['unshare', [...map, program, ...args]], spawn: BARE };
}

function knownUsers(): Map<string, User> {
  const users = new Map<string, User>();
  for (const line of readPasswd().split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  // Users of a directory service (and on macOS) are not in /etc/passwd.
  const self = currentUser();
  if (self) users.set(self.username, { uid: self.uid, gid: self.gid });
  return users;
}

function readPasswd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}

function currentUser(): os.UserInfo<string> | undefined {
  try {
    return os.userInfo();
  } catch {
    return undefined;
  }
}

/** Whether a user may enter every folder on the path to `folder`. Ignores groups and ACLs. */
function reaches(folder: string, user: User): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const { mode, uid } = statSync(at);
    if (!(mode & (uid === user.uid ? 0o100 : 0o001))) return false;
    if (at === path.dirname(at)) return true;
  }
}

function unusable(binaries: Binaries, folder: string, attempts: SpawnSyncReturns<string>[]): EmbeddedPostgresError {
  const [cause, exists] = [attempts[0]?.error, fileExists(binaries.postgres)];
  // stderr is null if the program could not be started, although its type does not say so.
  const said = attempts.map((attempt) => (attempt.stderr as string | null) ?? '').join('\n');
  // The kernel answers ENOENT for an existing program too, if the loader of glibc is missing.
  if (exists && process.platform === 'linux' && (codeOf(cause) === 'ENOENT' || /GLIBC/.test(said))) {
    const message = `The embedded Postgres needs a newer glibc than this system has (Alpine and other musl systems have none). ${OTHER_WAYS}`;
    return new EmbeddedPostgresError('UNSUPPORTED_PLATFORM', message, folder, { cause });
  }
  const who = process.getuid?.() === 0 ? 'Postgres does not run as root, and no other user can run' : 'Cannot run';
  const message = `${who} ${binaries.postgres} on ${folder}: start the hub as an ordinary user. Or: ${OTHER_WAYS}`;
  return new EmbeddedPostgresError('PERMISSION_DENIED', message, folder, { cause });
}

function fileExists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
