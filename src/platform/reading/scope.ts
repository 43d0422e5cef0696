import type { Viewer } from '../access/viewer';
import type { Model } from './model';
import type { Statement } from './statement';

/** What a condition is compiled for. */
export interface Scope {
  readonly statement: Statement;
  readonly viewer: Viewer;
  readonly includeArchived: boolean;
}

/** The rows of a model that the viewer may see and has not excluded as archived. */
export function readableSql(model: Model, alias: string, scope: Scope): string[] {
  const conditions = scope.includeArchived || !model.archivable ? [] : [`${alias}.archived_at IS NULL`];
  const visible = model.options.visible?.(scope.viewer, alias);
  return visible ? [...conditions, visible] : conditions;
}

export function conjunction(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}
