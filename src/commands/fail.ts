import { InvalidEnvironment } from '../config';
import { EmbeddedPostgresError } from '../platform/embedded-postgres';
import { RefusedDeclaration } from '../platform/refused-declaration';
import { CommandError } from './command-error';
import { say } from './say';

/** Errors whose message says what to do. */
const EXPECTED = [CommandError, EmbeddedPostgresError, InvalidEnvironment, RefusedDeclaration];

/** Prints why a command failed. Exit code 2 means wrong options or settings, 1 any other failure. */
export function fail(error: unknown): void {
  say(messageOf(error));
  process.exitCode = error instanceof CommandError ? error.exitCode : error instanceof InvalidEnvironment ? 2 : 1;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `The hub failed: ${String(error)}`;
  if (EXPECTED.some((type) => error instanceof type)) return error.message;
  const code = 'code' in error ? String(error.code) : '';
  // An error that a migration raises itself already says what to do.
  if (code === 'P0001') return error.message;
  if (/^[0-9A-Z]{5}$/.test(code)) return `Postgres refuses: ${error.message}. ${adviceFor(code)}`;
  return `The hub failed: ${error.stack ?? error.message}`;
}

/** @param code an SQLSTATE */
function adviceFor(code: string): string {
  if (/^(3D|3F|42P01|42703|42704|42883)/.test(code))
    return 'The database lacks something that the migrations have made; restore it from a backup, or use an empty database.';
  return 'Check that the user in DATABASE_URL has the necessary privileges.';
}
