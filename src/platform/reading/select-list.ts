import { snakeCase } from '../naming';
import type { Column } from './column';
import type { Model, Scope } from './model';
import { joinAlias, type SortKey } from './sort-keys';
import { conjunction, readableSql } from './scope';
import { selectedColumns } from './selection';
import type { Source } from './source';

/** What is read of the record under an alias. Every row has its id. */
export function selectList(
  columns: readonly Column[],
  keys: readonly SortKey[],
  alias: string,
  stateId: Scope['stateId'],
): string[] {
  const outputs = new Map(columns.map((column) => [column.property, columnSql(column.name, column.sqlType, alias)]));
  if (stateId) outputs.set('id', stateId(alias)).set('$record', `${alias}.id`);
  for (const key of keys) {
    if (key.of === 'target' && !outputs.has(key.output))
      outputs.set(key.output, columnSql(key.column, key.sqlType, alias));
    else if (key.of === 'joined') outputs.set(key.output, columnSql(key.column, key.sqlType, joinAlias(key.output)));
  }
  return [...outputs].map(([output, sql]) => `${sql} AS "${output}"`);
}

export function linkList(edge: readonly string[], { link, linkModel }: Source): string[] {
  if (!link) return [];
  const sqlTypeOf = (property: string): string | undefined => linkModel?.columns.get(property)?.sqlType;
  const values = edge.map(
    (property) => `${columnSql(snakeCase(property), sqlTypeOf(property), link)} AS "$${property}"`,
  );
  return [`${link}.id AS "$linkId"`, ...values];
}

/** Dates are read as text, because pg would convert them to midnight in local time. */
function columnSql(name: string, sqlType: string | undefined, alias: string): string {
  return sqlType === 'date' ? `${alias}.${name}::text` : `${alias}.${name}`;
}

/** For a feature's own statement: the select list of the record under `alias`, and the condition that the viewer may see it. */
export function columnList(
  model: Model,
  alias: string,
  info: Parameters<typeof selectedColumns>[1],
  scope: Scope,
): { list: string; conditions: string } {
  const list = selectList(selectedColumns(model, info), [], alias, scope.stateId).join(', ');
  return { list, conditions: conjunction(readableSql(model, alias, scope)) };
}
