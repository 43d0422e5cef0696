import type { Logger } from 'pino';
import { loggedError } from './logged-error';

/** A log in which errors stand without values of requests and without credentials, whoever logs them. */
export function hubLog(log: Logger): Logger {
  return log.child({}, { serializers: { err: (error: unknown) => loggedError(error) } });
}
