import { snakeCase } from '../naming';
import type { HasMany, Linked, ToMany } from './relation';
import type { Model } from './model';
import { readableSql, type Scope } from './scope';

/** Where rows come from: a FROM clause in which the target stands under `alias`. */
export interface Source {
  readonly from: string;
  readonly alias: string;
  /** The expression that holds the parent's id; absent for a root list. */
  readonly parent?: string;
  /** The alias of the link record, where there is one. */
  readonly link?: string;
  readonly conditions: readonly string[];
}

/** The values of the arguments that narrow a link: `{ roles: ['LEAD'], direction: 'OUTGOING' }`. */
export type Narrowing = Readonly<Record<string, unknown>>;

/** All records of a model. */
export function rootSource(model: Model, scope: Scope): Source {
  const alias = scope.statement.alias();
  return { from: `${model.table} ${alias}`, alias, conditions: readableSql(model, alias, scope) };
}

/** The records at the other end of a to-many relation. */
export function linkSource(relation: ToMany, scope: Scope, narrowing: Narrowing): Source & { parent: string } {
  return relation.kind === 'hasMany' ? hasManySource(relation, scope) : linkedSource(relation, scope, narrowing);
}

function hasManySource(relation: HasMany, scope: Scope): Source & { parent: string } {
  const source = rootSource(relation.target, scope);
  const fixed = Object.entries(relation.fixed ?? {}).map(
    ([property, value]) => `${source.alias}.${snakeCase(property)} = ${scope.statement.bind(value, 'text')}`,
  );
  return {
    ...source,
    parent: `${source.alias}.${snakeCase(relation.by)}`,
    conditions: [...fixed, ...source.conditions],
  };
}

function linkedSource(relation: Linked, scope: Scope, narrowing: Narrowing): Source & { parent: string } {
  const { statement } = scope;
  const target = statement.alias();
  const link = statement.alias();
  const to = relation.mirrored ? 'to_id' : snakeCase(relation.to);
  const from = relation.mirrored ? 'from_id' : snakeCase(relation.from);
  const table = relation.mirrored ? mirroredTable(relation) : relation.link.table;
  return {
    from: `${table} ${link} JOIN ${relation.target.table} ${target} ON ${target}.id = ${link}.${to}`,
    alias: target,
    link,
    parent: `${link}.${from}`,
    conditions: [
      ...readableSql(relation.link, link, scope),
      ...readableSql(relation.target, target, scope),
      ...narrowed(relation, link, narrowing, scope),
    ],
  };
}

/** Each link once from either end. Postgres pushes the parent's id into both halves, where an index serves it. */
function mirroredTable({ link, from, to }: Linked): string {
  const half = (here: string, there: string, direction: string): string =>
    `SELECT link.*, link.${snakeCase(here)} AS from_id, link.${snakeCase(there)} AS to_id, '${direction}' AS direction ` +
    `FROM ${link.table} link`;
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
