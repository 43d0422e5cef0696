import type { Viewer } from '../access/viewer';
import { BadUserInput } from '../errors';
import type { Column } from './column';
import { countJoin, recordJoin, type Joined } from './joined-keys';
import type { BelongsTo, Model, ToMany } from './model';
import { enumValue } from './schema/enums';
import { demandField } from './scope';
import type { Where } from './where';

/** One `orderBy` step as the client gave it: by a field, by how many related records match, or by a field of the one related record. */
export interface OrderStep {
  readonly field?: string | null;
  readonly count?: Readonly<Record<string, Where | null>> | null;
  readonly direction?: 'ASC' | 'DESC' | null;
  readonly [toOne: string]: unknown;
}

/** One key of a complete order. The last key is unique, so that every row has its own position. */
export interface SortKey {
  /** The name under which a row carries the value: a property, or `$linkId`. */
  readonly output: string;
  readonly column: string;
  readonly of: 'target' | 'link' | 'joined';
  /** What is joined to the rows for it. */
  readonly joined?: Joined;
  readonly sqlType: string;
  readonly nullable: boolean;
  readonly descending: boolean;
}

/** A list, and the order of its rows: cursors are places in it. */
export interface ListOrder {
  /** Names the list, for its cursors: the type of a root list, `Organization.programs` for one of a record. */
  readonly list: string;
  readonly keys: readonly SortKey[];
}

/**
 * The order of a list: the client's, else the model's default. Rows with equal values are ordered by id (for a list of links, the link's id).
 * @param relation the field that has the list; undefined for a root list
 */
export function listOrder(
  model: Model,
  relation: ToMany | undefined,
  steps: readonly OrderStep[] | null | undefined,
  viewer: Viewer,
): ListOrder {
  return {
    list: relation ? `${relation.on.type}.${relation.name}` : model.type,
    keys: sortKeys(model, steps, relation?.kind === 'linked', viewer),
  };
}

function sortKeys(
  model: Model,
  steps: readonly OrderStep[] | null | undefined,
  linked: boolean,
  viewer: Viewer,
): SortKey[] {
  const asked = steps?.length
    ? steps.map((step, index) => stepKey(model, step, index, viewer))
    : model.options.defaultOrder.map((property) => targetKey(model.column(property), false));
  const once = asked.filter((key, index) => asked.findIndex((other) => nameOf(other) === nameOf(key)) === index);
  return [...once, idKey(linked, once.at(-1)?.descending ?? false)];
}

/** The alias of what is joined for a key. */
export function joinAlias(output: string): string {
  return output.replace('$', '');
}

/** What a key compares: equal names mean equal values. */
export function nameOf({ output, joined }: SortKey): string {
  return joined?.name ?? output;
}

function stepKey(model: Model, step: OrderStep, index: number, viewer: Viewer): SortKey {
  const { field, direction, ...others } = step;
  const given = Object.entries(others).filter(([, value]) => value !== undefined && value !== null);
  const place = `orderBy ${index + 1}`;
  if ((typeof field === 'string' ? 1 : 0) + given.length !== 1) {
    throw new BadUserInput(`${place} is not one thing; give field, count or one related record: { field: NAME }.`);
  }
  const descending = direction === 'DESC';
  if (typeof field === 'string') return targetKey(orderColumn(model, field, viewer), descending);
  const [name, value] = given[0] as [string, Where];
  const output = `$o${index}`;
  if (name === 'count') return countKey(model, value, { output, descending, place }, viewer);
  return recordKey(model, name, value, { output, descending }, viewer);
}

type Computed = Pick<SortKey, 'output' | 'descending'>;

function countKey(
  model: Model,
  count: Where,
  { place, ...key }: Computed & { readonly place: string },
  viewer: Viewer,
): SortKey {
  const given = Object.entries(count).filter(([, value]) => value !== undefined) as [string, Where | null][];
  const [[name, where] = []] = given;
  if (given.length !== 1 || name === undefined) {
    throw new BadUserInput(`${place} does not count one list; give one, such as count: { ${firstList(model)}: {} }.`);
  }
  if (!where) throw new BadUserInput(`${place} counts ${name} with null; give {} to count them all.`);
  demandField(model, name, viewer);
  const joined = countJoin(model.relations.get(name) as ToMany, where, `${place}.count.${name}`);
  return { ...key, column: 'v', of: 'joined', joined, sqlType: 'integer', nullable: false };
}

function firstList({ relations }: Model): string {
  return [...relations.values()].find(({ kind }) => kind !== 'belongsTo')?.name ?? '';
}

/** Records without the related one come where those without a value come. */
function recordKey(model: Model, name: string, { field }: Where, key: Computed, viewer: Viewer): SortKey {
  demandField(model, name, viewer);
  const relation = model.relations.get(name) as BelongsTo;
  const column = orderColumn(relation.target, String(field), viewer);
  return {
    ...key,
    column: column.name,
    of: 'joined',
    joined: recordJoin(relation, column),
    sqlType: column.sqlType,
    nullable: true,
  };
}

function targetKey(column: Column, descending: boolean): SortKey {
  const { property, name, sqlType, nullable } = column;
  return { output: property, column: name, of: 'target', sqlType, nullable, descending };
}

function idKey(linked: boolean, descending: boolean): SortKey {
  const of = linked ? 'link' : 'target';
  return { output: linked ? '$linkId' : 'id', column: 'id', of, sqlType: 'uuid', nullable: false, descending };
}

function orderColumn(model: Model, field: string, viewer: Viewer): Column {
  for (const column of model.columns.values()) {
    if (!column.orderable || enumValue(column.property) !== field) continue;
    demandField(model, column.property, viewer);
    return column;
  }
  throw new BadUserInput(`${model.options.plural} cannot be ordered by ${field}; choose another field.`);
}
