import { isNativeError } from 'node:util/types';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLError } from 'graphql';
import { factsOf, type ErrorCode } from '../error-codes';
import { originOf } from '../error-origin';
import { loggedError } from './logged-error';

/** The most different errors that are checked, and the most causes that are logged, for one request. */
const LOOKED_AT = 1_000;
const LOGGED = 20;

interface Cause {
  readonly cause: unknown;
  readonly code: ErrorCode;
  readonly path: GraphQLError['path'];
  count: number;
}

/** Logs the causes of the errors of one request that clients cannot read, or read only in other words. Each cause once, however many fields failed by it. */
export class CauseLog {
  private readonly logged = new Set<string>();

  /** @param log its lines carry the id of the request */
  constructor(private readonly log: FastifyBaseLogger) {}

  /** Call it with all errors of the request, before any of them is dropped. */
  report(errors: readonly GraphQLError[]): void {
    for (const [kind, cause] of kindsOf(errors)) {
      if (this.logged.has(kind) || this.logged.size >= LOGGED) continue;
      this.logged.add(kind);
      this.write(cause);
    }
  }

  private write({ cause, code, path, count }: Cause): void {
    const facts = { err: loggedError(cause), code, path, count };
    const { readable, passing } = factsOf(code) ?? { readable: false, passing: false };
    if (!readable) this.log.error(facts, path ? 'a field failed' : 'a request failed');
    else if (passing) this.log.warn(facts, 'a service that the hub needs was away, too slow or too busy');
    else this.log.info(facts, 'Postgres rejected a value');
  }
}

/** One error of each kind, with their number. An error that failed many fields is checked once. */
function kindsOf(errors: readonly GraphQLError[]): ReadonlyMap<string, Cause> {
  const known = new Map<unknown, Cause>();
  const kinds = new Map<string, Cause>();
  for (const error of errors) {
    const { code, cause } = originOf(error);
    if (cause === undefined) continue;
    const same =
      known.get(cause) ??
      (known.size < LOOKED_AT ? kindOf(kinds, { cause, code, path: error.path, count: 0 }) : undefined);
    if (!same) continue;
    same.count += 1;
    known.set(cause, same);
  }
  return kinds;
}

function kindOf(kinds: Map<string, Cause>, cause: Cause): Cause {
  const kind = nameOf(cause.cause);
  const same = kinds.get(kind) ?? cause;
  kinds.set(kind, same);
  return same;
}

/** A key that is equal for errors with the same reason from the same place in the code, whatever values their messages quote. */
function nameOf(cause: unknown): string {
  if (!isNativeError(cause)) return typeof cause;
  const { stack = '', message, ...facts } = loggedError(cause);
  const [place = message] = stack.split('\n');
  return JSON.stringify([facts, place]);
}
