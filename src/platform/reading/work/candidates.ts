import { snakeCase } from '../../naming';
import type { Column } from '../column';
import type { Model, Relation } from '../model';
import { FREE_RELATIONS } from '../statement';
import { asList, entriesOf } from './filter-size';
import { linkTable } from './filter-work';
import { isIndexed, isUnique } from './indexes';
import type { TableSizes } from './table-sizes';

/** The most rows of the table that can match, as far as indexes narrow them down. */
export function candidates(model: Model, where: unknown, sizes: TableSizes): number {
  // Postgres can begin with the related records only where it may reorder the conditions on them.
  const free = relationsIn(model, where) <= FREE_RELATIONS;
  const counts = entriesOf(where).map(([name, value]) => {
    if (name === 'and') return Math.min(...asList(value).map((part) => candidates(model, part, sizes)));
    const column = model.columns.get(name);
    if (column) return matching(model, column, value, sizes);
    const relation = model.relations.get(name);
    return relation && free ? leading(model, relation, value, sizes) : Infinity;
  });
  return Math.min(sizes.rows(model.table), ...counts);
}

function matching(model: Model, { name }: Column, operators: unknown, sizes: TableSizes): number {
  const counts = entriesOf(operators).map(([operator, operand]) => {
    if (operator !== 'eq' && operator !== 'in') return Infinity;
    const values = asList(operand).length;
    if (isUnique(model, name)) return values;
    return isIndexed(model, name) ? sizes.most(model.table, name, values) : Infinity;
  });
  return Math.min(Infinity, ...counts);
}

/** The most rows that the related records lead back to. */
function leading(model: Model, relation: Relation, value: unknown, sizes: TableSizes): number {
  if (relation.kind === 'belongsTo') {
    const by = snakeCase(relation.by);
    return isIndexed(model, by) ? sizes.most(model.table, by, candidates(relation.target, value, sizes)) : Infinity;
  }
  const [, where] = entriesOf(value).find(([name]) => name === 'some') ?? [];
  if (where === undefined) return Infinity;
  const found = candidates(relation.target, where, sizes);
  if (relation.kind === 'hasMany') return found;
  const [table] = linkTable(relation);
  const ends = (relation.mirrored ? [relation.from, relation.to] : [relation.to]).map(snakeCase);
  if (!ends.every((end) => isIndexed(relation.link, end))) return Infinity;
  return ends.reduce((sum, end) => sum + sizes.most(table, end, found), 0);
}

/** How many conditions on related records a filter has. */
function relationsIn(model: Model, where: unknown): number {
  return entriesOf(where).reduce((sum, [name, value]) => {
    if (name === 'and' || name === 'or') return sum + relationsOf(model, asList(value));
    if (name === 'not') return sum + relationsIn(model, value);
    const relation = model.relations.get(name);
    if (!relation) return sum;
    const parts = relation.kind === 'belongsTo' ? [value] : entriesOf(value).map(([, part]) => part);
    return sum + parts.length + relationsOf(relation.target, parts);
  }, 0);
}

function relationsOf(model: Model, parts: readonly unknown[]): number {
  return parts.reduce<number>((sum, part) => sum + relationsIn(model, part), 0);
}
