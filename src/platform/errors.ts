import { GraphQLError } from 'graphql';

/** The codes that may stand in `extensions.code` of a top-level error. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'QUERY_TOO_COSTLY'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** An error that a client may read: its message says what is wrong and what to do. */
export class ClientError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } });
  }
}

/** An argument or input value that cannot be accepted. */
export class BadUserInput extends ClientError {
  constructor(message: string) {
    super('BAD_USER_INPUT', message);
  }
}

/** Something the viewer's role does not permit. */
export class Forbidden extends ClientError {
  constructor(message: string) {
    super('FORBIDDEN', message);
  }
}
