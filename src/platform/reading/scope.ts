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

/** A record that is for some viewers only is hidden from the others with all its past once it is archived. */
function currentSql(alias: string, { archivedSince }: Scope, isForAll: boolean): string {
  const current = `${alias}.archived_at IS NULL`;
  return archivedSince && isForAll ? `(${current} OR ${alias}.archived_at >= ${archivedSince})` : current;
}

/** What the records are judged with that the one under an alias leads to: as they were in its time, where that is a state of the past. */
export function relatedScope(scope: Scope, alias: string): Scope {
  return scope.past?.alias === alias ? { ...scope, archivedSince: scope.past.moment } : scope;
}

/** The same with all archived records that the viewer may see, whatever a list leaves out. */
export function knowableSql(model: Model, alias: string, scope: Scope): string[] {
  return readableSql(model, alias, { ...scope, includeArchived: maySeeArchived(scope.viewer) });
}

/**
 * Lets a property or a relation of a model be asked about: in a filter, an order or a group.
 * @throws ClientError where the viewer may not read it, since an answer would tell its value
 */
export function demandField(model: Model, name: string, viewer: Viewer): void {
  const permissions = model.access?.fields.get(name);
  if (permissions) demand(viewer, permissions, `${model.type}.${name}`);
}

export function conjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}
