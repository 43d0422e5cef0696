import { BadUserInput } from '../errors';
import { snakeCase } from '../naming';
import type { Column } from './column';
import { comparisonsSql, given, logicSql, notSql, OR_MISSING, refuseNull, type Conditions } from './comparison';
import { lifetimeOf } from './lifetime';
import type { BelongsTo, Model, Relation, Scope, ToMany } from './model';
import { conjunction, demandField, knowableSql, readableSql, relatedScope } from './scope';
import { heldSource, linkSource, type Source } from './source';
import { demandLive } from './state-ids';
import { fenced } from './statement';

/** A `where` from the client, validated by GraphQL. */
export type Where = Conditions;

/**
 * Compiles a `where` to SQL over the table aliased `alias`. The logic has two values: a comparison with a missing value is false,
 * and its negation true.
 */
export function whereSql(model: Model, where: Where, alias: string, scope: Scope, path = 'where'): string {
  return logicSql(
    where,
    path,
    (name, value, here) => {
      demandField(model, name, scope.viewer);
      const relation = model.relations.get(name);
      if (relation) return relationSql(relation, value, alias, scope, here);
      return columnSql(model, model.column(name), value, alias, scope, here);
    },
    OR_MISSING,
  );
}

function relationSql(relation: Relation, value: Where, alias: string, scope: Scope, path: string): string {
  if (relation.kind === 'belongsTo') return belongsToSql(relation, value, alias, scope, path);
  const { some: any, none, every: all, count, ...narrowing } = value;
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
  if (count !== undefined) {
    const related = (): RelatedSource => relatedSource(relation, narrowing, alias, scope);
    conditions.push(countConditionSql(relation, object(count), related, alias, scope, `${path}.count`));
  }
  if (conditions.length === 0) {
    throw new BadUserInput(`${path} is empty; give some, none, every or count.`);
  }
  return conjunction(conditions);
}

/** How many related records match. Nobody counts further than the comparisons need. */
function countConditionSql(
  relation: ToMany,
  { where = {}, ...operators }: Where,
  related: () => RelatedSource,
  alias: string,
  scope: Scope,
  path: string,
): string {
  refuseNull({ where }, path);
  const bounds = given(operators, path).map(([, operand]) => Number(operand));
  if (bounds.length === 0) throw new BadUserInput(`${path} compares with nothing; give eq, gt, gte, lt or lte.`);
  const enough = Math.max(0, ...bounds) + 1;
  const number = scope.statement.subquery(() => {
    const source = related();
    const matches = whereSql(relation.target, object(where), source.alias, scope, `${path}.where`);
    return countedSql(source, alias, matches, scope.statement.bind(enough, 'bigint'));
  });
  return comparisonsSql({ sqlType: 'bigint' }, number, operators, scope.statement, path);
}

/** SQL of the number of related records that match, each counted once. @param most SQL of a number: counting may end there */
export function countedSql(source: RelatedSource, alias: string, matches: string, most?: string): string {
  const records = source.link ? `DISTINCT ${source.alias}.id` : '1';
  const conditions = conjunction([`${source.parent} = ${alias}.id`, ...source.conditions, matches]);
  const limit = most === undefined ? '' : ` LIMIT ${most}`;
  return `(SELECT count(*) FROM (SELECT ${records} FROM ${source.from} WHERE ${conditions}${limit}) counted)`;
}

export type RelatedSource = Source & { readonly parent: string };

/** The related records of the record under an alias; of a past state, those that it had then, as far as the log or their lifetime shows. */
export function relatedSource(relation: ToMany, narrowing: Where, alias: string, scope: Scope): RelatedSource {
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
  if (column.sqlType === 'uuid') demandAllIds(model, column, value, path);
  return comparisonsSql(column, sql, value, scope.statement, path, knownSql(model, column, sql, scope));
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

/** @throws BadUserInput for an id that no record as it is now can have */
function demandAllIds(model: Model, column: Column, value: Where, path: string): void {
  for (const [operator, operand] of Object.entries(value)) demandIds(model, column, operand, `${path}.${operator}`);
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

function object(value: unknown): Where {
  return value as Where;
}
