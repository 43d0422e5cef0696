import { BadUserInput } from '../errors';
import { liesBetween } from '../moment';
import { isStorable, lengthOf, LONGEST_TEXT, normalInput } from '../text';
import { foldedSql } from './folding';
import type { Column } from './column';
import { lifetimeOf } from './lifetime';
import type { BelongsTo, Model, Relation, Scope, ToMany } from './model';
import { fenced, type Statement } from './statement';
import { conjunction, demandField, knowableSql, readableSql, relatedScope } from './scope';
import { heldSource, linkSource, type Source } from './source';
import { snakeCase } from '../naming';
import { demandLive } from './state-ids';

/** A `where` from the client, validated by GraphQL. */
export type Where = Readonly<Record<string, unknown>>;

/**
 * Compiles a `where` to SQL over the table aliased `alias`. The logic has two values: a comparison with a missing value is false,
 * and its negation true.
 */
export function whereSql(model: Model, where: Where, alias: string, scope: Scope, path = 'where'): string {
  const conditions = given(where, path).map(([name, value]) => {
    const here = `${path}.${name}`;
    if (name === 'and') return every(model, list(value), alias, scope, here);
    if (name === 'or') return some(model, list(value), alias, scope, here);
    if (name === 'not') return notSql(whereSql(model, object(value), alias, scope, here));
    demandField(model, name, scope.viewer);
    const relation = model.relations.get(name);
    if (relation) return relationSql(relation, object(value), alias, scope, here);
    return columnSql(model, model.column(name), object(value), alias, scope, here);
  });
  return conjunction(conditions);
}

/**
 * Negates a condition: false and null become true. It avoids IS NOT TRUE, because Postgres assumes that nearly every text contains a short part, so that nearly no rows
 * are left, and then compares each row with each of the many that are really left.
 */
function notSql(condition: string): string {
  return `NOT coalesce(${condition}, false)`;
}

function every(model: Model, parts: readonly Where[], alias: string, scope: Scope, path: string): string {
  return conjunction(parts.map((part, index) => `(${whereSql(model, part, alias, scope, `${path}.${index}`)})`));
}

function some(model: Model, parts: readonly Where[], alias: string, scope: Scope, path: string): string {
  if (parts.length === 0) return 'false';
  return `(${parts.map((part, index) => `(${whereSql(model, part, alias, scope, `${path}.${index}`)})`).join(' OR ')})`;
}

function relationSql(relation: Relation, value: Where, alias: string, scope: Scope, path: string): string {
  if (relation.kind === 'belongsTo') return belongsToSql(relation, value, alias, scope, path);
  const { some: any, none, every: all, ...narrowing } = value;
  const exists = (where: Where, negate: boolean, here: string): string =>
    scope.statement.relation((end) => {
      const source = relatedSource(relation, narrowing, alias, scope);
      const inner = whereSql(relation.target, where, source.alias, scope, here);
      const matches = negate ? notSql(inner) : inner;
      const conditions = [`${source.parent} = ${alias}.id`, ...source.conditions, matches];
      return `EXISTS (SELECT 1 FROM ${source.from} WHERE ${conjunction(conditions)}${end})`;
    });
  refuseNull(value, path);
  const conditions: string[] = [];
  if (any !== undefined) conditions.push(exists(object(any), false, `${path}.some`));
  if (none !== undefined) conditions.push(`NOT ${exists(object(none), false, `${path}.none`)}`);
  if (all !== undefined) conditions.push(`NOT ${exists(object(all), true, `${path}.every`)}`);
  if (conditions.length === 0) {
    throw new BadUserInput(`${path} is empty; give some, none or every.`);
  }
  return conjunction(conditions);
}

/** The related records of the record under an alias; of a past state, those that it had then, as far as the log or their lifetime shows. */
function relatedSource(relation: ToMany, narrowing: Where, alias: string, scope: Scope): Source & { parent: string } {
  if (scope.pastRows === alias && lifetimeOf(relation))
    return heldSource(relation, scope, narrowing, `${alias}.version`);
  const table = scope.past?.alias === alias ? scope.past.table(relation) : undefined;
  return linkSource(relation, relatedScope(scope, alias), narrowing, table);
}

function belongsToSql(relation: BelongsTo, value: Where, alias: string, scope: Scope, path: string): string {
  return scope.statement.relation((end) => {
    const target = scope.statement.alias();
    const conditions = [
      `${target}.id = ${alias}.${snakeCase(relation.by)}`,
      ...readableSql(relation.target, target, relatedScope(scope, alias)),
      whereSql(relation.target, value, target, scope, path),
    ];
    return `EXISTS (SELECT 1 FROM ${relation.target.table} ${target} WHERE ${conjunction(conditions)}${end})`;
  });
}

function columnSql(model: Model, column: Column, value: Where, alias: string, scope: Scope, path: string): string {
  const sql = `${alias}.${column.name}`;
  const known = knownSql(model, column, sql, scope);
  return conjunction(
    given(value, path).map(([operator, operand]) =>
      comparison(
        column,
        sql,
        operator,
        comparable(model, column, operand, `${path}.${operator}`),
        scope.statement,
        known,
      ),
    ),
  );
}

/**
 * The condition that a foreign key leads to a record that the viewer may see. Otherwise the key counts as missing, because its value, or
 * even its presence, would reveal the record. Nothing if the viewer may see all records. Fenced, since a filter may have many of them.
 */
function knownSql(model: Model, column: Column, sql: string, scope: Scope): string | undefined {
  const relation = referenceBy(model, column.property);
  if (!relation) return undefined;
  const target = scope.statement.alias();
  const conditions = knowableSql(relation.target, target, scope);
  if (conditions.length === 0) return undefined;
  conditions.unshift(`${target}.id = ${sql}`);
  return fenced(`EXISTS (SELECT 1 FROM ${relation.target.table} ${target} WHERE ${conjunction(conditions)})`);
}

/** The relation whose record the property holds the id of. */
function referenceBy(model: Model, property: string): BelongsTo | undefined {
  return [...model.relations.values()].find((one): one is BelongsTo => one.kind === 'belongsTo' && one.by === property);
}

function comparison(
  column: Column,
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
      return isOneOf(list(operand));
    case 'notIn':
      return `(${isOneOf(list(operand))}) IS NOT TRUE`;
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
 * @throws BadUserInput for a text that cannot be stored, and for an id that no record as it is now can have
 */
function comparable(model: Model, column: Column, operand: unknown, path: string): unknown {
  if (column.sqlType === 'uuid') demandIds(model, column, operand, path);
  if (!column.sqlType.startsWith('text')) return operand;
  const texts = Array.isArray(operand) ? (operand as readonly unknown[]) : [operand];
  if (texts.every((text) => typeof text !== 'string' || isStorable(text))) return normalInput(operand);
  throw new BadUserInput(`${path} contains U+0000 or an unpaired surrogate, which no text of the hub has; remove it.`);
}

function demandIds(model: Model, column: Column, operand: unknown, path: string): void {
  if (typeof operand === 'string') demandLive(path, operand, idAdvice(model, column));
  if (!Array.isArray(operand)) return;
  operand.forEach((id: string, index) => demandLive(`${path}.${index}`, id, idAdvice(model, column)));
}

/** What an id is, and how to filter by a slug instead. */
function idAdvice(model: Model, { property }: Column): string | undefined {
  const slug = (of: Model): boolean => of.columns.has('slug');
  const relation = referenceBy(model, property);
  if (property === 'id' && slug(model)) return bySlug('slug: { … }');
  return relation && slug(relation.target) ? bySlug(`${relation.name}: { slug: { … } }`) : undefined;
}

function bySlug(filter: string): string {
  return `An id is a UUID; if this is a slug, filter by \`${filter}\`.`;
}

function isNull(sql: string, wanted: boolean, known: string | undefined): string {
  if (known) return wanted ? `NOT ${known}` : known;
  return `${sql} IS ${wanted ? '' : 'NOT '}NULL`;
}

/** Moments between milliseconds match nothing and are not sent to Postgres. */
function oneOf(column: Column, sql: string, operands: readonly unknown[], statement: Statement): string {
  const values = operands.filter((operand) => !liesBetween(operand));
  if (values.length === 0) return 'false';
  if (values.length === 1) return `${sql} = ${statement.bind(values[0], column.sqlType)}`;
  return `${sql} = ANY(${statement.bind(values, `${column.sqlType}[]`)})`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** The given entries. null is refused, because some would expect it to mean "no condition", others "is null". */
function given(value: Where, path: string): [string, unknown][] {
  refuseNull(value, path);
  return Object.entries(value).filter(([, entry]) => entry !== undefined);
}

function refuseNull(value: Where, path: string): void {
  for (const [name, entry] of Object.entries(value)) {
    if (entry !== null) continue;
    throw new BadUserInput(`${path}.${name} is null; leave it out, or use isNull: true to find missing values.`);
  }
}

function list(value: unknown): readonly Where[] {
  return value as readonly Where[];
}

function object(value: unknown): Where {
  return value as Where;
}
