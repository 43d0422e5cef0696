import { codeOf } from '../code-of';

/** Why the embedded Postgres cannot be used. */
export type EmbeddedPostgresFault =
  | 'UNSUPPORTED_PLATFORM'
  | 'OTHER_VERSION'
  | 'OTHER_USER'
  | 'PERMISSION_DENIED'
  | 'DISK_FULL'
  | 'NOT_ANSWERING'
  | 'START_FAILED';

/** What works on every machine; for messages about machines on which the embedded Postgres cannot run. */
export const OTHER_WAYS = 'Run `docker compose up`, or set DATABASE_URL to a PostgreSQL 15 or newer.';

/** Any failure of the launcher. `message` is one line that says what to do; `folder` is the cluster's folder. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresFault,
    message: string,
    readonly folder?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Turns any error into an EmbeddedPostgresError about `folder`. `said` is what initdb or postgres printed: their exit codes do
 * not distinguish causes, but their messages do.
 */
export function describeFailure(error: unknown, folder: string, said = ''): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error;
  const text = `${error instanceof Error ? error.message : String(error)}\n${said}`;
  const code = codeOf(error);
  const options = { cause: error };
  if (code === 'ENOSPC' || code === '53100' || code === 'EDQUOT' || /No space left|quota exceeded/i.test(text)) {
    const message = `The disk that holds ${folder} is full: free some space, or set HUB_DATA_DIR to a folder on another disk.`;
    return new EmbeddedPostgresError('DISK_FULL', message, folder, options);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || /Permission denied|Read-only file/i.test(text)) {
    const message = `No permission to keep the database in ${folder}: make that folder writable, or set HUB_DATA_DIR to one that is. (${lastWords(text)})`;
    return new EmbeddedPostgresError('PERMISSION_DENIED', message, folder, options);
  }
  const message = `The embedded Postgres did not start in ${folder}: ${lastWords(text)}. ${OTHER_WAYS}`;
  return new EmbeddedPostgresError('START_FAILED', message, folder, options);
}

/** The line with the cause: the last FATAL, PANIC or error line of Postgres, otherwise the first line. */
function lastWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const cause = lines.findLast((line) => /FATAL:|PANIC:|error:/.test(line)) ?? lines[0] ?? 'no reason was given';
  return cause.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
}
