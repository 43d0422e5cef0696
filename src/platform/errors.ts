import { GraphQLError, type ASTNode, type GraphQLFormattedError } from 'graphql';

/** The codes that may stand in `extensions.code` of a top-level error. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'QUERY_TOO_COSTLY'
  | 'CURSOR_TOO_OLD'
  | 'CURSOR_IN_FUTURE'
  | 'TOO_MANY_OPERATIONS'
  | 'TIMEOUT'
  | 'OVERLOADED'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** An error that a client may read: its message says what is wrong and what to do. */
export class ClientError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    extensions: Record<string, unknown> = {},
    nodes?: readonly ASTNode[],
  ) {
    super(message, { nodes, extensions: { code, ...extensions } });
  }
}

const PASSING: ReadonlySet<unknown> = new Set<ErrorCode>(['UNAVAILABLE', 'TIMEOUT', 'OVERLOADED', 'RATE_LIMITED']);

/** Postgres was away or too slow, or too many asked at once: the same may be asked again. */
export function isPassing({ extensions }: Pick<GraphQLFormattedError, 'extensions'>): boolean {
  return PASSING.has(extensions?.['code']);
}

/** Too many others wait for the same; `extensions.retryAfter` says in how many seconds it may be tried again. */
export class Overloaded extends ClientError {
  constructor(message: string) {
    super('OVERLOADED', message, { retryAfter: 1 });
  }
}

/** The client has used its own share. */
export class RateLimited extends ClientError {
  /** @param retryAfter in seconds */
  constructor(message: string, retryAfter: number) {
    super('RATE_LIMITED', message, { retryAfter });
  }
}

/** An argument or input value that cannot be accepted. */
export class BadUserInput extends ClientError {
  /** @param nodes where it stands in the document */
  constructor(message: string, nodes?: readonly ASTNode[]) {
    super('BAD_USER_INPUT', message, {}, nodes);
  }
}

/** Something the viewer's role does not permit. */
export class Forbidden extends ClientError {
  constructor(message: string) {
    super('FORBIDDEN', message);
  }
}
