import { snakeCase } from '../../naming';
import type { Column } from '../column';
import type { Model, Relation, ToMany } from '../model';
import { asList, entriesOf, QUANTIFIERS } from './filter-size';
import { PRICES } from './prices';
import type { TableSizes } from './table-sizes';

/** The work of Postgres: microseconds of one processor, and the number of rows that it reads. */
export interface Work {
  readonly micros: number;
  readonly rows: number;
}

export const NO_WORK: Work = { micros: 0, rows: 0 };

export function together(...works: readonly Work[]): Work {
  return works.reduce((sum, work) => ({ micros: sum.micros + work.micros, rows: sum.rows + work.rows }));
}

/** Where a condition is. */
interface Place {
  readonly sizes: TableSizes;
  /** For how many rows it is evaluated. */
  readonly rows: number;
  /** Whether no condition on related records contains it. Then Postgres scans a related table once at most, otherwise once for each row. */
  readonly outermost: boolean;
  /** Whether no `or` or `not` contains it. Then Postgres can join the related table. */
  readonly joined: boolean;
}

/**
 * The work of evaluating a filter for rows of a model's table, in the worst case: no row matches, so Postgres has to read them all.
 * @param where as the client sent it, after `FilterSize.check`
 */
export function filterWork(model: Model, where: unknown, rows: number, sizes: TableSizes): Work {
  return conditionsWork(model, where, { sizes, rows, outermost: true, joined: true });
}

function conditionsWork(model: Model, where: unknown, place: Place): Work {
  const works = entriesOf(where).map(([name, value]) => {
    if (name === 'and' || name === 'or') {
      const here = name === 'and' ? place : { ...place, joined: false };
      return together(NO_WORK, ...asList(value).map((part) => conditionsWork(model, part, here)));
    }
    if (name === 'not') return conditionsWork(model, value, { ...place, joined: false });
    const relation = model.relations.get(name);
    if (relation) return relationWork(relation, value, place);
    const column = model.columns.get(name);
    return column ? columnWork(model, column, value, place) : NO_WORK;
  });
  return together(NO_WORK, ...works);
}

function columnWork(model: Model, column: Column, operators: unknown, { rows }: Place): Work {
  // A foreign key costs a lookup: may the viewer see the record that it refers to?
  const relations = [...model.relations.values()];
  const keys = relations.some((one) => one.kind === 'belongsTo' && one.by === column.property);
  const prices = entriesOf(operators).map(([operator, operand]) => comparisonPrice(column, operator, operand));
  const price = prices.reduce((sum, one) => sum + one, 0) + (keys ? PRICES.row : 0);
  return { micros: rows * price, rows: 0 };
}

/** Operators that only compare for equality. */
const EQUALITY: ReadonlySet<string> = new Set(['eq', 'ne', 'in', 'notIn', 'isNull']);

function comparisonPrice({ filter }: Column, operator: string, operand: unknown): number {
  const values = asList(operand).length * PRICES.operand;
  if (filter === 'StringList') return PRICES.text + values;
  if (filter !== 'String' || EQUALITY.has(operator)) return PRICES.comparison + values;
  return PRICES.text;
}

function relationWork(relation: Relation, value: unknown, place: Place): Work {
  if (relation.kind === 'belongsTo') {
    const price = place.joined && place.outermost ? PRICES.link : PRICES.lookup;
    const found = { micros: place.rows * price, rows: place.rows };
    return together(found, conditionsWork(relation.target, value, within(relation.target, place, place.rows)));
  }
  const works = entriesOf(value).flatMap(([name, inner]) => {
    if (name === 'count') return [countWork(relation, Object.fromEntries(entriesOf(inner))['where'], place)];
    return QUANTIFIERS.has(name) ? [listWork(relation, inner, place)] : [];
  });
  return together(NO_WORK, ...works);
}

/** Records are counted by looking them up for each row. All rows of a list together have no more links than there are. */
function countWork(relation: ToMany, where: unknown, place: Place): Work {
  const links = linksOf(relation, place);
  const counting = { micros: place.rows * PRICES.countedList + links * PRICES.distinct, rows: 0 };
  return together(counting, listWork(relation, where, { ...place, joined: false, outermost: false }, links));
}

function listWork(relation: ToMany, where: unknown, place: Place, links = linksOf(relation, place)): Work {
  const each = linkPrice(place) + lookups(relation.target) * PRICES.lookup;
  return together(
    { micros: links * each, rows: links },
    conditionsWork(relation.target, where, within(relation.target, place, links)),
  );
}

function linkPrice({ joined, outermost }: Place): number {
  if (joined) return PRICES.link;
  return outermost ? PRICES.linkAmongOthers : PRICES.linkLookup;
}

/** Outermost conditions scan the related table once if that is cheaper. Nested ones are evaluated again for each row. */
function within(target: Model, { sizes, outermost }: Place, rows: number): Place {
  return { sizes, rows: outermost ? Math.min(rows, sizes.rows(target.table)) : rows, outermost: false, joined: false };
}

function linksOf(relation: ToMany, { sizes, rows, outermost }: Place): number {
  const [table, columns] = linkTable(relation);
  const links = columns.map((column) =>
    outermost ? sizes.most(table, column, rows) : rows * sizes.shared(table, column),
  );
  return links.reduce((sum, count) => sum + count, 0);
}

/** The table whose rows lead to the related records, and its columns with the id of the record that the relation starts from. */
export function linkTable(relation: ToMany): [table: string, columns: readonly string[]] {
  if (relation.kind === 'hasMany') {
    const { by, orBy, target } = relation;
    return [target.table, [by, ...(orBy === undefined ? [] : [orBy])].map(snakeCase)];
  }
  const ends = relation.mirrored ? [relation.from, relation.to] : [relation.from];
  return [relation.link.table, ends.map(snakeCase)];
}

/** How many other records Postgres looks up to decide whether the viewer may see a record of the model. */
export function lookups({ options }: Model): number {
  return options.seenBy ?? 0;
}

/** How many records a link leads to: of the ends that may be empty, it has one. */
export function endsOf(model: Model): number {
  const always = model.ends.filter(({ property }) => !model.column(property).nullable).length;
  return Math.min(always + 1, model.ends.length);
}
