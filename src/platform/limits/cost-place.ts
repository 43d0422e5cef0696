import type { AggregateFunction } from '../reading/aggregating/measures';
import type { Work } from '../reading/work/filter-work';
import type { ListWork } from '../reading/work/list-work';
import type { CostField, Variables } from './cost-sets';

/** Where a set of fields is selected. */
export interface Place {
  /** The size of the page, if the set is selected from a page. */
  readonly size: number;
  /** How many records or pages it is selected from. */
  readonly parents: number;
  /** The field that the set is the selection of. */
  readonly within?: Within | undefined;
  readonly page?: OpenPage;
  /** What the measures of the set are computed of. */
  readonly computed?: Computed | undefined;
}

/** A list, or its groups with some arguments. */
export interface Computed {
  readonly number: number;
  readonly work: ListWork;
  readonly groups?: Variables;
}

/** A field with its arguments, in one place. */
export interface Within {
  readonly field: CostField;
  readonly args: Variables;
  readonly place: Place;
}

/** The page whose fields are being counted. */
export interface OpenPage {
  readonly number: number;
  readonly work: ListWork;
  /** Whether its rows are counted already: they are read once, however many fields show them. */
  counted: boolean;
}

/** The fields of a page that need its rows. */
const ROW_FIELDS: ReadonlySet<string> = new Set(['edges', 'nodes', 'pageInfo', 'streamCursor']);

/** The work of a measure. */
export function measureWork(by: AggregateFunction, { work, groups }: Computed): Work {
  return groups ? work.measureOfGroups(by, groups) : work.measure(by);
}

/** The work of the statement of a page's field; undefined if another field of the page already needed the statement. */
export function pageWork({ name }: CostField, args: Variables, page: OpenPage): Work[] {
  if (name === 'totalCount') return [page.work.total()];
  if (name === 'aggregate') return [page.work.aggregate()];
  if (name === 'groups') return [page.work.groups(args)];
  if (!ROW_FIELDS.has(name) || page.counted) return [];
  page.counted = true;
  return [page.work.rows()];
}

/** Rounded up to a power of two, so that more places are equal, but not above the maximum. */
export function rounded(parents: number, most: number): number {
  return parents <= 1 ? 1 : Math.min(2 ** Math.ceil(Math.log2(parents)), most);
}

/** The arguments that affect how long a list takes. */
const COSTLY = ['where', 'orderBy', 'asOf', 'after', 'before', 'by', 'among', 'having', 'query'];

/** `programs(where:).totalCount` */
export function pathOf({ field, args, place: { within } }: Within): string {
  const costly = COSTLY.filter((argument) => args[argument] !== undefined && args[argument] !== null);
  const shown = costly.length > 0 ? `(${costly.map((argument) => `${argument}:`).join(' ')})` : '';
  return `${within ? `${pathOf(within)}.` : ''}${field.name}${shown}`;
}
