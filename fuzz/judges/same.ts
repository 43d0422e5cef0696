import type { Result } from '../client';
import { demand, demandSame } from './verdict';

/**
 * Demands that two answers to one operation are the same, byte for byte, but for the ids that the hub chooses. Where several fields fail that may not
 * be null, GraphQL leaves it open which of their errors is shown: then both have to fail.
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

/** Over a stream the hub chooses the ids; and errors may stand before the data or after them. */
function read(body: string): Result {
  return JSON.parse(body.replace(/"requestId":"[^"]*"/g, '"requestId":""')) as Result;
}

/** Where the only error is. */
function alone({ errors }: Result): string | undefined {
  return errors?.length === 1 ? JSON.stringify(errors[0]?.path) : undefined;
}
