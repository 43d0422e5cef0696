import {
  GraphQLError,
  locatedError,
  type ExecutionResult,
  type FormattedExecutionResult,
  type OperationDefinitionNode,
} from 'graphql';
import { httpStatus } from '../error-codes';
import { RefusedRequest } from '../errors';
import { InvalidDocument } from './documents';
import type { RefusedAnswer, ResultAnswer } from './operation';
import { asGraphQLError, presentErrors, type ErrorContext } from './present-errors';
import { StreamFailed } from './result-stream';

/** The answer to an operation that did not run. */
export function refusedBy(thrown: unknown, context: ErrorContext): RefusedAnswer {
  const given = thrown instanceof InvalidDocument ? thrown.errors : [asGraphQLError(thrown)];
  const errors = thrown instanceof StreamFailed ? thrown.errors : presentErrors(given, context);
  if (thrown instanceof RefusedRequest) {
    return { kind: 'refused', errors, status: thrown.statusCode, headers: thrown.headers };
  }
  return refused(errors);
}

/** @param errors as the client may read them */
export function refused(errors: RefusedAnswer['errors']): RefusedAnswer {
  const [first] = errors;
  return { kind: 'refused', errors, status: first ? httpStatus(first.extensions?.['code']) : 400, headers: {} };
}

/** Without `data`, not even null, nothing was executed. */
export function answerOf(result: ExecutionResult, context: ErrorContext): RefusedAnswer | ResultAnswer {
  const whole = formatted(result, context);
  return whole.errors && whole.data === undefined ? refused(whole.errors) : { kind: 'result', result: whole };
}

/** A result, as the hub sends it. */
export function formatted(result: ExecutionResult, context: ErrorContext): FormattedExecutionResult {
  return result.errors ? { ...result, errors: presentErrors(result.errors, context) } : result;
}

/** Why the hub ends a stream: a client error, or any other error, which is masked. */
export function streamFailed(error: unknown, context: ErrorContext, operation?: OperationDefinitionNode): StreamFailed {
  if (error instanceof StreamFailed) return error;
  if (error instanceof GraphQLError) return new StreamFailed(presentErrors([error], context));
  const located = locatedError(error, operation, [operation?.name?.value ?? 'subscription']);
  return new StreamFailed(presentErrors([located], context));
}
