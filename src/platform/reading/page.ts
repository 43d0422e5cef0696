import { BadUserInput } from '../errors';
import { demand } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import { decodeCursor, encodeCursor } from './page-cursor';
import type { GroupArguments } from './aggregating/group-arguments';
import type { Selected } from './selection';
import type { Model, Scope } from './model';
import type { ListOrder, OrderStep } from './sort-keys';
import { PLANNED, type PlannedReads, type WithPlanned } from './planned';
import type { Row } from './row';
import type { Slice } from './slice';
import type { RowsWithHead } from './stream-cursor';
import { DEFAULT_PAGE, MAX_PAGE } from './schema/page-types';
import type { Where } from './where';

/** The arguments of a list, as the client sent them. Arguments of a link (`roles`, `direction`) are next to them. */
export interface ListArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly where?: Where | null;
  readonly orderBy?: readonly OrderStep[] | null;
  readonly includeArchived?: boolean | null;
  /** For a root list: see `Moment`. */
  readonly asOf?: Date | null;
  readonly atLeast?: string | null;
  readonly [narrowing: string]: unknown;
}

/** @throws BadUserInput for invalid sizes; UNAUTHENTICATED or FORBIDDEN for archived records that the viewer may not see */
export function checkListArguments(args: ListArguments, viewer: Viewer): void {
  checkPageSize(args);
  if (args.includeArchived) demand(viewer, ['ARCHIVED'], 'includeArchived');
}

/** What the arguments of a list say about rows that lists leave out. */
export function including({ options }: Model, args: ListArguments): Pick<Scope, 'includeArchived' | 'includeEnded'> {
  const ended = options.lifetime && args[options.lifetime.argument.name] === true;
  return { includeArchived: args.includeArchived === true, ...(ended && { includeEnded: true }) };
}

/** @throws BadUserInput for invalid sizes. Also used to check a document before anything is read. */
export function checkPageSize({ first, last }: { readonly first?: unknown; readonly last?: unknown }): void {
  if (typeof first === 'number' && typeof last === 'number') {
    throw new BadUserInput('first and last are both given; give only one of them.');
  }
  checkSize('first', first);
  checkSize('last', last);
}

/** The requested slice plus one row, which shows whether there are more. */
export function sliceOf(args: ListArguments, order: ListOrder): Slice {
  const backwards = typeof args.last === 'number';
  return {
    ...order,
    backwards,
    limit: sizeOf(args) + 1,
    ...(typeof args.after === 'string' && { after: decodeCursor(order, args.after, 'after') }),
    ...(typeof args.before === 'string' && { before: decodeCursor(order, args.before, 'before') }),
  };
}

/** One row of a page. */
export class Edge {
  /** The id of its link, if it has one: see `keyOf`. */
  readonly $record: unknown;
  [property: string]: unknown;

  constructor(
    readonly node: Row & WithPlanned,
    private readonly order: ListOrder,
    edge: readonly string[],
  ) {
    this.$record = this.linkId = node.$linkId;
    for (const property of edge) this[property] = node[`$${property}`];
  }

  get [PLANNED](): PlannedReads | undefined {
    return this.node[PLANNED];
  }

  get cursor(): string {
    return encodeCursor(this.order, this.node);
  }
}

/** The parts of a page that are read only on demand; batched over all pages of the same field. */
export interface PageCounts {
  readonly total: () => Promise<number>;
  readonly aggregate: (info: Selected) => Promise<unknown>;
  readonly groups: (args: GroupArguments, info: Selected) => Promise<unknown>;
}

/** A page of rows. It has the shape of the connection types, so that the executor needs no resolver for it. */
export class Page {
  readonly nodes: readonly Row[];
  /** Present if it was selected. */
  readonly streamCursor: string | undefined;
  /** The number of rows that were read for it. */
  readonly read: number;
  private readonly more: boolean;
  private made: readonly Edge[] | undefined;

  constructor(
    { rows, streamCursor }: RowsWithHead,
    private readonly args: ListArguments,
    private readonly slice: Slice,
    private readonly edge: readonly string[],
    readonly counts: PageCounts,
  ) {
    const size = slice.limit - 1;
    const kept = rows.slice(0, size);
    if (slice.backwards) kept.reverse();
    this.nodes = kept;
    this.streamCursor = streamCursor;
    this.read = rows.length;
    this.more = rows.length > size;
  }

  get edges(): readonly Edge[] {
    this.made ??= this.nodes.map((row) => new Edge(row, this.slice, this.edge));
    return this.made;
  }

  get pageInfo(): PageBounds {
    return new PageBounds(this.edges, this.more, this.slice, this.args);
  }
}

/** Whether there are records around a page. @param more whether the statement found more rows than the page has */
export function boundsOf(
  more: boolean,
  { backwards }: Slice,
  { after, before }: ListArguments,
): { hasNextPage: boolean; hasPreviousPage: boolean } {
  return {
    hasNextPage: (!backwards && more) || typeof before === 'string',
    hasPreviousPage: (backwards && more) || typeof after === 'string',
  };
}

class PageBounds {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;

  constructor(
    private readonly edges: readonly Edge[],
    more: boolean,
    slice: Slice,
    args: ListArguments,
  ) {
    ({ hasNextPage: this.hasNextPage, hasPreviousPage: this.hasPreviousPage } = boundsOf(more, slice, args));
  }

  get startCursor(): string | null {
    return this.edges[0]?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.edges.at(-1)?.cursor ?? null;
  }
}

function sizeOf({ first, last }: ListArguments): number {
  return first ?? last ?? DEFAULT_PAGE;
}

function checkSize(name: string, size: unknown): void {
  if (typeof size === 'number' && (size < 0 || size > MAX_PAGE)) {
    throw new BadUserInput(`${name} is ${size}; give 0 to ${MAX_PAGE}, and read further pages with cursors.`);
  }
}
