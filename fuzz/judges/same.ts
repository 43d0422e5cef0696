import type { Result } from '../client';
import { demand, demandSame } from './verdict';

/**
 * Demands that two answers to one operation are equal, byte by byte, except for the ids that the hub chooses. If several non-null fields fail,
 * GraphQL does not define which of their errors is shown: then it is enough that both answers fail.
 * @throws Wrong
 */
export function demandSameAnswer(what: string, one: string, other: string): void {
  const [a, b] = [read(one), read(other)];
  demandSame(what, JSON.stringify({ data: a.data }), JSON.stringify({ data: b.data }));
  demand((a.errors === undefined) === (b.errors === undefined), `${what}: only one of the two has errors`);
  if (alone(a) !== undefined && alone(a) === alone(b)) {
    demandSame(what, JSON.stringify(a.errors), JSON.stringify(b.errors));
  }
}

/** Removes what may differ: on a stream the hub chooses the ids, and errors can come before or after the data. */
function read(body: string): Result {
  return JSON.parse(body.replace(/"requestId":"[^"]*"/g, '"requestId":""')) as Result;
}

/** The path of the only error. */
function alone({ errors }: Result): string | undefined {
  return errors?.length === 1 ? JSON.stringify(errors[0]?.path) : undefined;
}
