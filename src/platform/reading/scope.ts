import { demand, may, maySeeArchived } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import { snakeCase } from '../naming';
import type { Model, Scope } from './model';

/**
 * SQL conditions for the rows of a model that the viewer may see, without archived ones unless the scope includes them.
 * @param checked a reference whose record has its own conditions in the statement: see `visibleBy`
 */
export function readableSql(model: Model, alias: string, scope: Scope, checked?: string): string[] {
  if (!model.access || !may(scope.viewer, model.access.record)) return ['false'];
  const visible = model.options.visible?.(scope, alias, model);
  const conditions = scope.includeArchived || !model.archivable ? [] : [currentSql(alias, scope, !visible)];
  const { lifetime } = model.options;
  if (lifetime && !scope.includeEnded) conditions.push(`${alias}.${snakeCase(lifetime.endedAt)} IS NULL`);
  const isChecked = checked !== undefined && checked === model.options.visibleBy;
  return visible && !isChecked ? [...conditions, visible] : conditions;
}

/**
 * The condition for rows that are not archived. In a past state, rows that were archived later count too, but only if all viewers may see the
 * model's records: an archived record with limited visibility stays hidden with all of its past.
 */
function currentSql(alias: string, { archivedSince }: Scope, isForAll: boolean): string {
  const current = `${alias}.archived_at IS NULL`;
  return archivedSince && isForAll ? `(${current} OR ${alias}.archived_at >= ${archivedSince})` : current;
}

/** The scope for the related records of the record under an alias. For a past state of that record, it includes records that were archived later. */
export function relatedScope(scope: Scope, alias: string): Scope {
  return scope.past?.alias === alias ? { ...scope, archivedSince: scope.past.moment } : scope;
}

/** The same conditions, but with all ended rows, and all archived records that the viewer may see, even if the list leaves them out. */
export function knowableSql(model: Model, alias: string, scope: Scope): string[] {
  return readableSql(model, alias, { ...scope, includeArchived: maySeeArchived(scope.viewer), includeEnded: true });
}

/**
 * Checks that the viewer may use a property or a relation of a model in a filter, an order or a group.
 * @throws ClientError if the viewer may not read it, since the answer would reveal its value
 */
export function demandField(model: Model, name: string, viewer: Viewer): void {
  const permissions = model.access?.fields.get(name);
  if (permissions) demand(viewer, permissions, `${model.type}.${name}`);
}

/** Whether the viewer may do so. */
export function mayReadField(model: Model, name: string, viewer: Viewer): boolean {
  return (model.access?.fields.get(name) ?? []).every((permission) => may(viewer, permission));
}

/** The models whose records the rows of a model belong to by `byType`: all records that have citations, or a history. */
export function ownersOf({ incoming }: Model): readonly Model[] {
  return incoming.flatMap((relation) => (relation.kind === 'hasMany' && relation.byType ? [relation.on] : []));
}

/**
 * The condition that the record that a row belongs to is readable, where the column `record_type` says in which table it is. A list of one record
 * knows the table already: Postgres would plan the conditions for all others too.
 */
export function ownerSql(
  scope: Scope,
  alias: string,
  model: Model,
  readable: (owner: Model, scope: Scope) => string,
): string {
  const { owner, ...any } = scope;
  if (owner) return readable(owner, any);
  const branches = ownersOf(model).map((one) => `WHEN '${one.table}' THEN ${readable(one, any)}`);
  return `CASE ${alias}.record_type ${branches.join(' ')} ELSE false END`;
}

/**
 * SQL conditions for links that lead only to such records. Each end is looked up: for a condition that may also be read as a whole, Postgres makes
 * two plans, and twice as many for each level of conditions around it.
 * @param readable the conditions for a record under an alias
 */
export function endsSql(
  link: Model,
  alias: string,
  readable: (end: Model, alias: string) => readonly string[],
): string[] {
  return link.ends.map(({ property, model }) => {
    const { name } = link.column(property);
    const conditions = [`ended.id = ${alias}.${name}`, ...readable(model, 'ended')];
    return `(${alias}.${name} IS NULL OR EXISTS (SELECT 1 FROM ${model.table} ended WHERE ${conjunction(conditions)} OFFSET 0))`;
  });
}

export function conjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}
