import { BadUserInput } from '../errors';
import { liesBetween } from '../moment';
import { isStorable, lengthOf, LONGEST_TEXT, normalInput } from '../text';
import type { Column } from './column';
import { foldedSql } from './folding';
import { conjunction } from './scope';
import type { Statement } from './statement';

/** Conditions from the client, validated by GraphQL. */
export type Conditions = Readonly<Record<string, unknown>>;

/** What is compared: a column, or something that is computed. */
type Compared = Pick<Column, 'sqlType'>;

/** `{ gte: 3, lt: 10 }` as SQL over a value. @param known a condition without which the value counts as missing */
export function comparisonsSql(
  compared: Compared,
  sql: string,
  conditions: Conditions,
  statement: Statement,
  path: string,
  known?: string,
): string {
  const parts = given(conditions, path, OR_MISSING).map(([operator, operand]) =>
    comparison(compared, sql, operator, comparable(compared, operand, `${path}.${operator}`), statement, known),
  );
  return conjunction(parts);
}

/** Conditions that are put together with `and`, `or` and `not`. @param leaf SQL of any other one @param advice what else to do than to leave out null */
export function logicSql(
  conditions: Conditions,
  path: string,
  leaf: (name: string, value: Conditions, path: string) => string,
  advice = '',
): string {
  const inner = (part: Conditions, here: string): string => logicSql(part, here, leaf, advice);
  const each = (value: unknown, here: string): string[] =>
    (value as readonly Conditions[]).map((part, index) => `(${inner(part, `${here}.${index}`)})`);
  return conjunction(
    given(conditions, path, advice).map(([name, value]) => {
      const here = `${path}.${name}`;
      if (name === 'and') return conjunction(each(value, here));
      if (name === 'or') return some(each(value, here));
      if (name === 'not') return notSql(inner(value as Conditions, here));
      return leaf(name, value as Conditions, here);
    }),
  );
}

function some(parts: readonly string[]): string {
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}

/**
 * Negates a condition: false and null become true. It avoids IS NOT TRUE, because Postgres assumes that nearly every text contains a short part, so that nearly no rows
 * are left, and then compares each row with each of the many that are really left.
 */
export function notSql(condition: string): string {
  return `NOT coalesce(${condition}, false)`;
}

function comparison(
  column: Compared,
  sql: string,
  operator: string,
  operand: unknown,
  statement: Statement,
  known?: string,
): string {
  const bound = (): string => statement.bind(operand, column.sqlType);
  const isOneOf = (operands: readonly unknown[]): string =>
    conjunction([oneOf(column, sql, operands, statement), ...(known ? [known] : [])]);
  switch (operator) {
    case 'eq':
      return isOneOf([operand]);
    case 'ne':
      return `(${isOneOf([operand])}) IS NOT TRUE`;
    case 'in':
      return isOneOf(operand as readonly unknown[]);
    case 'notIn':
      return `(${isOneOf(operand as readonly unknown[])}) IS NOT TRUE`;
    case 'isNull':
      return isNull(sql, operand === true, known);
    case 'lt':
      return `${sql} ${liesBetween(operand) ? '<=' : '<'} ${bound()}`;
    case 'lte':
      return `${sql} <= ${bound()}`;
    case 'gt':
      return `${sql} > ${bound()}`;
    case 'gte':
      return `${sql} ${liesBetween(operand) ? '>' : '>='} ${bound()}`;
    case 'contains':
      return likeSql(sql, String(operand), ['%', '%'], statement);
    case 'startsWith':
      return likeSql(sql, String(operand), ['', '%'], statement);
    case 'endsWith':
      return likeSql(sql, String(operand), ['%', ''], statement);
    case 'eqIgnoreCase':
      return `${foldedSql(sql)} = ${foldedSql(bound())}`;
    case 'has':
      return `${sql} @> ${statement.bind([operand], column.sqlType)}`;
    case 'hasAny':
      return `${sql} && ${bound()}`;
    default:
      throw new BadUserInput(`There is no comparison "${operator}"; use one from the schema.`);
  }
}

/** No text contains a text that is longer than all of them, but Postgres would need very long to find that out. */
function likeSql(sql: string, part: string, [before, after]: readonly [string, string], statement: Statement): string {
  if (lengthOf(part) > LONGEST_TEXT) return 'false';
  return `${foldedSql(sql)} LIKE ${foldedSql(statement.bind(`${before}${escapeLike(part)}${after}`, 'text'))}`;
}

/**
 * A value for a comparison: texts get the normal form of stored texts.
 * @throws BadUserInput for a text that cannot be stored
 */
function comparable({ sqlType }: Compared, operand: unknown, path: string): unknown {
  if (!sqlType.startsWith('text')) return operand;
  const texts = Array.isArray(operand) ? (operand as readonly unknown[]) : [operand];
  if (texts.every((text) => typeof text !== 'string' || isStorable(text))) return normalInput(operand);
  throw new BadUserInput(`${path} contains U+0000 or an unpaired surrogate, which no text of the hub has; remove it.`);
}

function isNull(sql: string, wanted: boolean, known: string | undefined): string {
  if (known) return wanted ? `NOT ${known}` : known;
  return `${sql} IS ${wanted ? '' : 'NOT '}NULL`;
}

/** Moments between milliseconds match nothing and are not sent to Postgres. */
function oneOf(column: Compared, sql: string, operands: readonly unknown[], statement: Statement): string {
  const values = operands.filter((operand) => !liesBetween(operand));
  if (values.length === 0) return 'false';
  if (values.length === 1) return `${sql} = ${statement.bind(values[0], column.sqlType)}`;
  return `${sql} = ANY(${statement.bind(values, `${column.sqlType}[]`)})`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** What to do instead of comparing with null, where a value can be missing. */
export const OR_MISSING = ', or use isNull: true to find missing values';

/** The given entries. null is refused, because some would expect it to mean "no condition", others "is null". @param advice what else to do than to leave it out */
export function given(value: Conditions, path: string, advice = ''): [string, unknown][] {
  refuseNull(value, path, advice);
  return Object.entries(value).filter(([, entry]) => entry !== undefined);
}

export function refuseNull(value: Conditions, path: string, advice = ''): void {
  for (const [name, entry] of Object.entries(value)) {
    if (entry === null) throw new BadUserInput(`${path}.${name} is null; leave it out${advice}.`);
  }
}
