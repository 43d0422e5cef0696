import { responsePathAsArray, type ASTNode, type GraphQLResolveInfo } from 'graphql';
import type { ClientError } from './errors';
import { LIMITS } from './limits/limits';
import { onceFor } from './once-for';

/** The errors of one operation: how many there are, and the last of each kind. */
interface Known {
  count: number;
  readonly last: Map<string, ClientError>;
}

const errorsOf = onceFor((_operation: object): Known => ({ count: 0, last: new Map() }));

/**
 * An error that can occur at many places of an answer. Each gets its own object with its place, up to the limit of errors in an answer. After that,
 * the last object of the kind is thrown again, which costs nothing.
 * @param operation the context of the operation
 * @param kind errors of the same kind can replace each other
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

/** Gives an error its place in the answer. GraphQL then does not wrap it in another error. */
export function withPlace(error: ClientError, path: readonly (string | number)[] = [], node?: ASTNode): ClientError {
  return Object.defineProperties(error, { path: { value: path }, nodes: { value: node && [node] } });
}
