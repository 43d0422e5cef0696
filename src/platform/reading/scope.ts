import { demand, may, maySeeArchived } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import type { Model, Scope } from './model';

/** The rows of a model that the viewer may see and has not excluded as archived. */
export function readableSql(model: Model, alias: string, scope: Scope): string[] {
  if (!model.access || !may(scope.viewer, model.access.record)) return ['false'];
  const visible = model.options.visible?.(scope, alias, model);
  const conditions = scope.includeArchived || !model.archivable ? [] : [currentSql(alias, scope, !visible)];
  return visible ? [...conditions, visible] : conditions;
}

/** Once a record with limited visibility is archived, it is hidden with all of its past from viewers who may not see it. */
function currentSql(alias: string, { archivedSince }: Scope, isForAll: boolean): string {
  const current = `${alias}.archived_at IS NULL`;
  return archivedSince && isForAll ? `(${current} OR ${alias}.archived_at >= ${archivedSince})` : current;
}

/** The scope for the records that the record under an alias leads to: if that record is in a past state, the time of that state. */
export function relatedScope(scope: Scope, alias: string): Scope {
  return scope.past?.alias === alias ? { ...scope, archivedSince: scope.past.moment } : scope;
}

/** The same scope with all archived records that the viewer may see, even if the list leaves them out. */
export function knowableSql(model: Model, alias: string, scope: Scope): string[] {
  return readableSql(model, alias, { ...scope, includeArchived: maySeeArchived(scope.viewer) });
}

/**
 * Checks that the viewer may use a property or a relation of a model in a filter, an order or a group.
 * @throws ClientError if the viewer may not read it, since the answer would reveal its value
 */
export function demandField(model: Model, name: string, viewer: Viewer): void {
  const permissions = model.access?.fields.get(name);
  if (permissions) demand(viewer, permissions, `${model.type}.${name}`);
}

export function conjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}
