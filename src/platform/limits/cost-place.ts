import type { Work } from '../reading/work/filter-work';
import type { ListWork } from '../reading/work/list-work';
import type { CostField, Variables } from './cost-plan';

/** Where a set of fields stands. */
export interface Place {
  /** The page's size, where it is that of a page. */
  readonly size: number;
  /** How many records, or pages, it stands in. */
  readonly parents: number;
  /** The field whose selection it is. */
  readonly within?: Within | undefined;
  readonly page?: OpenPage;
}

/** A field with its arguments, in its place. */
export interface Within {
  readonly field: CostField;
  readonly args: Variables;
  readonly place: Place;
}

/** A page whose fields are being counted. */
export interface OpenPage {
  readonly number: number;
  readonly work: ListWork;
  /** Its rows are counted already: they are read once, whatever fields show them. */
  counted: boolean;
}

/** The fields of a page for which its rows are read. */
const ROW_FIELDS: ReadonlySet<string> = new Set(['edges', 'nodes', 'pageInfo', 'streamCursor']);

/** What the statement of a page's field makes Postgres do; nothing for one that another field of the page has needed already. */
export function pageWork({ name }: CostField, args: Variables, page: OpenPage): Work[] {
  if (name === 'totalCount') return [page.work.total()];
  if (name === 'groups') return [page.work.groups(args)];
  if (!ROW_FIELDS.has(name) || page.counted) return [];
  page.counted = true;
  return [page.work.rows()];
}

/** Rounded up to a power of two, so that places are alike often, and no more than there can be. */
export function rounded(parents: number, most: number): number {
  return parents <= 1 ? 1 : Math.min(2 ** Math.ceil(Math.log2(parents)), most);
}

/** The arguments that decide how long a list takes. */
const TELLING = ['where', 'orderBy', 'asOf', 'after', 'before', 'by', 'query'];

/** `programs(where:).totalCount` */
export function pathOf({ field, args, place: { within } }: Within): string {
  const telling = TELLING.filter((argument) => args[argument] !== undefined && args[argument] !== null);
  const told = telling.length > 0 ? `(${telling.map((argument) => `${argument}:`).join(' ')})` : '';
  return `${within ? `${pathOf(within)}.` : ''}${field.name}${told}`;
}
