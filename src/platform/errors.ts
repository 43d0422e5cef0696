import { GraphQLError, type ASTNode, type GraphQLFormattedError } from 'graphql';
import { factsOf, type ErrorCode } from './error-codes';

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

  /** Sets the cause of this error. The log has it; clients never see it. */
  because(cause: unknown): this {
    return Object.defineProperty(this, 'cause', { value: cause });
  }
}

/** Whether the same request may succeed later: Postgres was unreachable or too slow, or there were too many requests. */
export function isPassing({ extensions }: Pick<GraphQLFormattedError, 'extensions'>): boolean {
  return factsOf(extensions?.['code'])?.passing === true;
}

/** Too many requests are waiting. `extensions.retryAfter` is the number of seconds after which to try again. */
export class Overloaded extends ClientError {
  constructor(message: string) {
    super('OVERLOADED', message, { retryAfter: 1 });
  }
}

/** The client has used all of its own share. */
export class RateLimited extends ClientError {
  /** @param retryAfter in seconds */
  constructor(message: string, retryAfter: number) {
    super('RATE_LIMITED', message, { retryAfter });
  }
}

/** An argument or input value is not valid. */
export class BadUserInput extends ClientError {
  /** @param nodes the place of the value in the document */
  constructor(message: string, nodes?: readonly ASTNode[]) {
    super('BAD_USER_INPUT', message, {}, nodes);
  }
}

/** The viewer's role does not permit this. */
export class Forbidden extends ClientError {
  constructor(message: string) {
    super('FORBIDDEN', message);
  }
}

/** An HTTP request that is refused before its operation is read. */
export class RefusedRequest extends ClientError {
  /** @param headers of the answer, such as `allow` */
  constructor(
    readonly statusCode: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super('BAD_REQUEST', message);
  }
}
