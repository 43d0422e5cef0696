import { responsePathAsArray, type ASTNode, type GraphQLResolveInfo } from 'graphql';
import type { ClientError } from './errors';
import { LIMITS } from './limits/limits';
import { onceFor } from './once-for';

/** The errors of one operation: how many there were, and the last of each kind. */
interface Known {
  count: number;
  readonly last: Map<string, ClientError>;
}

const errorsOf = onceFor((_operation: object): Known => ({ count: 0, last: new Map() }));

/**
 * An error for one of the many places of an answer in which it may happen: with its own place, as long as an answer has room for it. All beyond are
 * one object, which costs nothing however often it is thrown.
 * @param operation its context
 * @param kind of errors that may stand for each other
 */
export function placedError(
  operation: object,
  kind: string,
  { path, fieldNodes: [node] }: Pick<GraphQLResolveInfo, 'path' | 'fieldNodes'>,
  make: () => ClientError,
): ClientError {
  const errors = errorsOf(operation);
  errors.count += 1;
  const last = errors.last.get(kind);
  if (last && errors.count > LIMITS.errors) return last;
  const error = withPlace(make(), responsePathAsArray(path), node);
  errors.last.set(kind, error);
  return error;
}

/** An error with its place: GraphQL leaves it as it is then, and makes no other one around it wherever it is thrown. */
export function withPlace(error: ClientError, path: readonly (string | number)[] = [], node?: ASTNode): ClientError {
  return Object.defineProperties(error, { path: { value: path }, nodes: { value: node && [node] } });
}
