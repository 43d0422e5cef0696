import { isLogCursor } from '../change-log/cursor';
import { isDecimal } from '../decimal';
import { BadUserInput } from '../errors';
import { isStorable } from '../text';
import { isUuid } from '../uuid';
import { nameOf, type ListOrder, type SortKey } from './sort-keys';
import { keyOf } from './row';

type Row = Readonly<Record<string, unknown>>;

/** An opaque position in a list: the list, its order, and the row's values of the sort keys. */
export function encodeCursor({ list, keys }: ListOrder, row: Row): string {
  const values = keys.map(({ output }) => (output === 'id' ? keyOf(row) : (row[output] ?? null)));
  return Buffer.from(JSON.stringify([list, signature(keys), ...values])).toString('base64url');
}

/** @throws BadUserInput if the text is not a cursor, or is a cursor of another list or of another order */
export function decodeCursor({ list, keys }: ListOrder, cursor: string, argument: string): unknown[] {
  if (isLogCursor(cursor))
    throw new BadUserInput(
      `${argument} is a cursor of the change log; give one of this list, from \`pageInfo\` or \`edges\`.`,
    );
  const [ofList, order, ...values] = parse(cursor, argument);
  if (typeof ofList === 'string' && ofList !== list) {
    throw new BadUserInput(`${argument} is a cursor of another list; use a cursor from this list.`);
  }
  if (order !== signature(keys) || values.length !== keys.length) {
    throw new BadUserInput(`${argument} is a cursor of a list in another order; use a cursor from this list.`);
  }
  if (!values.every((value, index) => fits(value, keys[index] as SortKey))) throw notACursor(argument);
  return values;
}

function signature(keys: readonly SortKey[]): string {
  return keys.map((key) => (key.descending ? '-' : '') + nameOf(key)).join(',');
}

function parse(cursor: string, argument: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Falls through: every text that is not a cursor of the hub gets the same error.
  }
  throw notACursor(argument);
}

const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  uuid: isUuid,
  timestamptz: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
  integer: (value) => Number.isInteger(value),
  numeric: isDecimal,
  boolean: (value) => typeof value === 'boolean',
};

function fits(value: unknown, key: SortKey): boolean {
  if (value === null) return key.nullable;
  const form = forms[key.sqlType];
  return form ? form(value) : typeof value === 'string' && isStorable(value);
}

function notACursor(argument: string): BadUserInput {
  return new BadUserInput(`${argument} is not a cursor of this hub; use one from \`pageInfo\` or \`edges\`.`);
}
