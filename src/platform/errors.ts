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

  /** Notes the error that this one stands for: clients never see it, the log has it. */
  because(cause: unknown): this {
    return Object.defineProperty(this, 'cause', { value: cause });
  }
}

/** Postgres was away or too slow, or too many asked at once: the same may be asked again. */
export function isPassing({ extensions }: Pick<GraphQLFormattedError, 'extensions'>): boolean {
  return factsOf(extensions?.['code'])?.passing === true;
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

/** A request that is refused as HTTP, whatever operation it may hold. */
export class RefusedRequest extends ClientError {
  /** @param headers of the answer, such as those that say what is allowed instead */
  constructor(
    readonly statusCode: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super('BAD_REQUEST', message);
  }
}
