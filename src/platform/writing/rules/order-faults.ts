import type { WritableProperty } from '../model/writable';
import type { Fault } from '../model/write-model';
import type { Draft } from './draft';
import type { Values } from '../unit/stored-rows';

/** Values that are before the ones that they must not be before, such as a last day before the first. */
export function orderFaults(properties: readonly WritableProperty[], values: Values): Fault[] {
  return properties.flatMap(({ property, notBefore }): Fault[] =>
    notBefore !== undefined && isBefore(values[property], values[notBefore])
      ? [[property, `${property} is before ${notBefore}; correct one of them.`, notBefore]]
      : [],
  );
}

/** @returns whether there are such values. They are refused at the one that is given. */
export function refuseDisorder(draft: Draft, properties: readonly WritableProperty[], values: Values): boolean {
  const faults = orderFaults(properties, values);
  for (const [property, message, other = property] of faults)
    draft.refuse('INVALID', draft.input[property] ? property : other, message);
  return faults.length > 0;
}

/** Days are texts whose order is that of time; years are numbers. */
function isBefore(one: unknown, other: unknown): boolean {
  return (
    (typeof one === 'string' && typeof other === 'string' && one < other) ||
    (typeof one === 'number' && typeof other === 'number' && one < other)
  );
}
