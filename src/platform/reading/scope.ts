import type { Viewer } from '../access/viewer';
import type { Model } from './model';
import type { ToMany } from './relation';
import type { Statement } from './statement';

/** What a condition is compiled for. */
export interface Scope {
  readonly statement: Statement;
  readonly viewer: Viewer;
  readonly includeArchived: boolean;
  /** A state of the past that a condition is judged by. */
  readonly past?: PastLinks;
}

/** The links that a record had at a version. */
export interface PastLinks {
  /** The alias of the record at that version. */
  readonly alias: string;
  /** SQL that stands for the relation's own table, with the rows that it had then; nothing where it is as it is now. */
  table(relation: ToMany): string | undefined;
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
