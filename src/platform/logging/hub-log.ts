import type { Logger } from 'pino';
import { loggedError } from './logged-error';

/** A log that removes request values and credentials from all logged errors. */
export function hubLog(log: Logger): Logger {
  return log.child({}, { serializers: { err: (error: unknown) => loggedError(error) } });
}
