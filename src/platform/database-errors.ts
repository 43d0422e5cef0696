import { isNativeError } from 'node:util/types';
import { QueryFailedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { codeOf } from './code-of';
import { BadUserInput, ClientError } from './errors';
import { FILLED_VALUES } from './limits/limits';

/** SQLSTATEs of values that Postgres cannot store: a NUL character in a text, a number or a date out of range. */
const UNSTORABLE = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05']);
/** A statement that took too long. */
const CANCELLED = '57014';
/** A statement that waited too long for a lock. */
const LOCKED = '55P03';
/** SQLSTATEs, by their beginnings, of a server that is unreachable, starting, stopping or full. */
const AWAY = ['08', '53', '57P'];
const AWAY_ERRNO = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);
const AWAY_MESSAGES = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
  'Cannot use a pool after calling end',
];

/** The error of the driver itself. TypeORM wraps it in an error with the statement and its values, which must not get into a log or an answer. */
export function driverError(error: unknown): unknown {
  return error instanceof QueryFailedError ? error.driverError : error;
}

/** Whether a prepared statement no longer fits its tables, because one has changed. Postgres has not run it. */
export function isOutdated(error: unknown): boolean {
  return isNativeError(error) && 'routine' in error && error.routine === 'RevalidateCachedQuery';
}

/** Whether Postgres or the driver has cancelled the statement because it took, or waited, too long. */
export function isTimeout(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  return [CANCELLED, LOCKED].includes(codeOf(error)) || error.message === 'Query read timeout';
}

/**
 * Turns an error of the driver into one that a client may read, with the driver's error as its cause. An error that is the hub's own fault stays
 * unchanged and is masked later. The log has it in both cases.
 */
export function databaseError(thrown: unknown): unknown {
  const error = driverError(thrown);
  return isNativeError(error) ? (translated(error)?.because(error) ?? error) : error;
}

const TOO_FAR = `groups(withEmpty:) has more than ${FILLED_VALUES.toLocaleString('en-US')} periods or numbers between the first and the last; narrow the list by where, or group by longer periods.`;

const LOCKED_MESSAGE = 'The query waited too long for a lock in the database; try again in a moment.';

function translated(error: Error): ClientError | undefined {
  const code = codeOf(error);
  if (code === LOCKED) return new ClientError('TIMEOUT', LOCKED_MESSAGE);
  if (isTimeout(error)) return new ClientError('TIMEOUT', 'The query took too long; ask for less at once.');
  if (code === 'HB001') return tooEarly('detail' in error ? String(error.detail) : 'later');
  if (code === 'HB002') return new BadUserInput('The moment is in the future; give one in the past.');
  if (code === 'HB003') return new BadUserInput(TOO_FAR);
  if (UNSTORABLE.has(code)) return new BadUserInput('The query has a value that the hub cannot store; correct it.');
  if (isOutdated(error)) return new ClientError('UNAVAILABLE', 'The tables of the hub have just changed; try again.');
  if (!isAway(code, error.message) && !(error instanceof QueryRunnerProviderAlreadyReleasedError)) return undefined;
  return new ClientError('UNAVAILABLE', 'The hub cannot reach its database right now; try again in a moment.');
}

/** For SQLSTATE HB001, which the hub's SQL function `hub_told_moment` raises. */
function tooEarly(oldest: string): BadUserInput {
  return new BadUserInput(`The change log begins at ${oldest}; give that moment or a later one.`);
}

function isAway(code: string, message: string): boolean {
  return (
    AWAY_ERRNO.has(code) ||
    (code.length === 5 && AWAY.some((prefix) => code.startsWith(prefix))) ||
    AWAY_MESSAGES.some((text) => message.startsWith(text))
  );
}
