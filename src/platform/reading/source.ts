import { snakeCase } from '../naming';
import type { HasMany, Linked, Model, Scope, ToMany } from './model';
import { heldSql, lasting } from './lifetime';
import { readableSql } from './scope';

/** A FROM clause in which the target has the alias `alias`. */
export interface Source {
  readonly from: string;
  readonly alias: string;
  /** The SQL of the parent's id; absent for a root list. */
  readonly parent?: string;
  /** The alias of the link, if there is one. */
  readonly link?: string;
  readonly linkModel?: Model;
  readonly conditions: readonly string[];
}

/** The values of the arguments that narrow a link: `{ roles: ['LEAD'], direction: 'OUTGOING' }`. */
export type Narrowing = Readonly<Record<string, unknown>>;

/** All records of a model. @param table SQL that replaces its table */
export function rootSource(model: Model, scope: Scope, table = model.table): Source {
  const alias = scope.statement.alias();
  return { from: `${table} ${alias}`, alias, conditions: readableSql(model, alias, scope) };
}

/** The records at the other end of a to-many relation. @param table SQL that replaces the table of links or, without links, of the records */
export function linkSource(
  relation: ToMany,
  scope: Scope,
  narrowing: Narrowing,
  table?: string,
): Source & { parent: string } {
  return relation.kind === 'hasMany'
    ? hasManySource(relation, scope, table)
    : linkedSource(relation, scope, narrowing, table);
}

/** The same for past states of the records that have the list. @param version SQL of the version of a record; null for its live state */
export function heldSource(
  relation: ToMany,
  scope: Scope,
  narrowing: Narrowing,
  version: string,
): Source & { parent: string } {
  const source = linkSource(relation, lasting(scope), narrowing);
  return {
    ...source,
    conditions: [...source.conditions, ...heldSql(relation.target, source.alias, version, scope)],
  };
}

function hasManySource(relation: HasMany, scope: Scope, table?: string): Source & { parent: string } {
  const { target, by, orBy, byType, on } = relation;
  const source =
    orBy === undefined ? ownSource(rootSource(target, scope, table), by) : twofoldSource(target, by, orBy, scope);
  if (byType === undefined) return source;
  const of = (property: string): string => `${source.alias}.${snakeCase(property)}`;
  const otherwise = orBy === undefined ? '' : ` OR ${of(orBy)} = ${source.parent}`;
  return { ...source, conditions: [`(${of(byType)} = '${on.table}'${otherwise})`, ...source.conditions] };
}

function ownSource(source: Source, by: string): Source & { parent: string } {
  return { ...source, parent: `${source.alias}.${snakeCase(by)}` };
}

/**
 * Rows that are in the lists of two records, by either of two properties. Postgres pushes the parent's id into both halves, and merges them in the
 * order of their indexes.
 */
export function twofoldSource(model: Model, by: string, orBy: string, scope: Scope): Source & { parent: string } {
  const half = (property: string): string =>
    `SELECT child.*, child.${snakeCase(property)} AS of_id FROM ${model.table} child`;
  const source = rootSource(model, scope, `(${half(by)} UNION ALL ${half(orBy)})`);
  return { ...source, parent: `${source.alias}.of_id` };
}

function linkedSource(
  relation: Linked,
  scope: Scope,
  narrowing: Narrowing,
  links = relation.link.table,
): Source & { parent: string } {
  const { statement } = scope;
  const target = statement.alias();
  const link = statement.alias();
  const to = relation.mirrored ? 'to_id' : snakeCase(relation.to);
  const from = relation.mirrored ? 'from_id' : snakeCase(relation.from);
  const table = relation.mirrored ? mirroredTable(relation, links) : links;
  return {
    from: `${table} ${link} JOIN ${relation.target.table} ${target} ON ${target}.id = ${link}.${to}`,
    alias: target,
    link,
    linkModel: relation.link,
    parent: `${link}.${from}`,
    conditions: [
      ...readableSql(relation.link, link, scope, relation.to),
      ...readableSql(relation.target, target, scope),
      ...narrowed(relation, link, narrowing, scope),
    ],
  };
}

/** Each link once from each end. Postgres pushes the parent's id into both halves, which can then use an index. */
function mirroredTable({ from, to }: Linked, links: string): string {
  const half = (here: string, there: string, direction: string): string =>
    `SELECT link.*, link.${snakeCase(here)} AS from_id, link.${snakeCase(there)} AS to_id, '${direction}' AS direction ` +
    `FROM ${links} link`;
  return `(${half(from, to, 'OUTGOING')} UNION ALL ${half(to, from, 'INCOMING')})`;
}

function narrowed(relation: Linked, link: string, narrowing: Narrowing, { statement }: Scope): string[] {
  const conditions: string[] = [];
  for (const argument of relation.arguments) {
    const values = narrowing[argument.name];
    if (!values) continue;
    conditions.push(`${link}.${snakeCase(argument.property)} = ANY(${statement.bind(values, 'text[]')})`);
  }
  const { direction } = narrowing;
  if (relation.mirrored && direction) conditions.push(`${link}.direction = ${statement.bind(direction, 'text')}`);
  return conditions;
}
