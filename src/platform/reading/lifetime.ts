import { snakeCase } from '../naming';
import type { Lifetime } from './lifetime-options';
import type { Model, Scope, ToMany } from './model';
import { isPastId } from './state-ids';
import { keyOf } from './row';

/** Whether a list depends on the version of the record that has it. */
export function lifetimeOf(relation: ToMany): Lifetime | undefined {
  const belongs = relation.kind === 'hasMany' && relation.byType !== undefined;
  return belongs ? relation.target.options.lifetime : undefined;
}

/** The record that a list is read for: in a past state, with its version. */
export function parentOf(relation: ToMany, row: { readonly $record?: unknown; readonly id?: unknown }): string {
  return lifetimeOf(relation) && isPastId(row.id) ? String(row.id) : keyOf(row);
}

/** A scope in which nothing is left out because it has ended: conditions on versions decide. */
export function lasting(scope: Scope): Scope {
  return { ...scope, includeArchived: true, includeEnded: true };
}

/**
 * SQL conditions for the rows that held for a version of their record; if the version is null, for those that hold now.
 * @param version SQL of the version
 */
export function heldSql({ options }: Model, alias: string, version: string, included: Partial<Scope>): string[] {
  const { lifetime } = options;
  if (!lifetime) return [];
  const ends = [
    ...(included.includeArchived ? [] : ['archived_at']),
    ...(included.includeEnded ? [] : [snakeCase(lifetime.endedAt)]),
  ];
  return [
    `(${version} IS NULL OR ${alias}.${lifetime.since} <= ${version})`,
    ...ends.map((column) => `(${alias}.${column} IS NULL OR ${alias}.${lifetime.until} > ${version})`),
  ];
}
