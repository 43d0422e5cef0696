import { snakeCase } from '../naming';
import type { HasMany, Linked, Model, Pointer, Scope, ToMany } from './model';
import { heldSql, lasting } from './lifetime';
import { conjunction, endsSql, readableSql } from './scope';

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

/** All records of a model; of links, those whose records the viewer may see at all ends. */
export function rootSource(model: Model, scope: Scope): Source {
  const alias = scope.statement.alias();
  const from = `${model.table} ${alias}`;
  const { visibleBy } = model.options;
  const checked = model.ends.find(({ property }) => property === visibleBy)?.property;
  const conditions = readableSql(model, alias, scope, checked);
  // A page looks up the records at the ends of its own links. What reads the whole list joins them, which Postgres does for all links at once.
  if (scope.paged) {
    const ends = endsSql(model, alias, (end, under) => readableSql(end, under, scope));
    return { from, alias, conditions: [...conditions, ...ends] };
  }
  const ends = model.ends.map((end) => joinedEnd(model, alias, end, scope));
  return {
    from: from + ends.map(({ join }) => join).join(''),
    alias,
    conditions: [...conditions, ...ends.flatMap(({ missing }) => missing)],
  };
}

interface JoinedEnd {
  readonly join: string;
  /** The condition of an end that may be empty: nothing is missing there. */
  readonly missing: readonly string[];
}

/** Nothing is joined where the viewer may see all records at the end. */
function joinedEnd(link: Model, alias: string, { property, model }: Pointer, scope: Scope): JoinedEnd {
  const { name, nullable } = link.column(property);
  const end = scope.statement.alias();
  const readable = readableSql(model, end, scope);
  if (readable.length === 0) return { join: '', missing: [] };
  const join = `JOIN ${model.table} ${end} ON ${conjunction([`${end}.id = ${alias}.${name}`, ...readable])}`;
  return nullable
    ? { join: ` LEFT ${join}`, missing: [`(${alias}.${name} IS NULL OR ${end}.id IS NOT NULL)`] }
    : { join: ` ${join}`, missing: [] };
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
  if (orBy !== undefined) return ofTypeOr(relation, twofoldSource(target, by, orBy, scope), orBy);
  const alias = scope.statement.alias();
  const ofType = byType ? [`${alias}.${snakeCase(byType)} = '${on.table}'`] : [];
  return {
    from: `${table ?? target.table} ${alias}`,
    alias,
    parent: `${alias}.${snakeCase(by)}`,
    conditions: [...ofType, ...readableSql(target, alias, byType ? { ...scope, owner: on } : scope)],
  };
}

/** Rows of the type of the record, or that are in its list by the other property. */
function ofTypeOr({ byType, on }: HasMany, source: Source & { parent: string }, orBy: string): typeof source {
  if (byType === undefined) return source;
  const of = (property: string): string => `${source.alias}.${snakeCase(property)}`;
  const isOfIt = `(${of(byType)} = '${on.table}' OR ${of(orBy)} = ${source.parent})`;
  return { ...source, conditions: [isOfIt, ...source.conditions] };
}

/**
 * Rows that are in the lists of two records, by either of two properties. Postgres pushes the parent's id into both halves, and merges them in the
 * order of their indexes.
 */
export function twofoldSource(model: Model, by: string, orBy: string, scope: Scope): Source & { parent: string } {
  const alias = scope.statement.alias();
  const half = (property: string): string =>
    `SELECT child.*, child.${snakeCase(property)} AS of_id FROM ${model.table} child`;
  return {
    from: `(${half(by)} UNION ALL ${half(orBy)}) ${alias}`,
    alias,
    parent: `${alias}.of_id`,
    conditions: readableSql(model, alias, scope),
  };
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
