import type { GraphQLResolveInfo } from 'graphql';
import type { Viewer } from '../access/viewer';
import type { Asker } from '../asker';
import type { ReadStatement } from '../database';
import { BadUserInput } from '../errors';
import { asOfSource } from './as-of';
import type { Computed } from './aggregating/computed';
import type { Model, Scope, ToMany } from './model';
import { listOrder } from './sort-keys';
import { checkListArguments, including, Page, sliceOf, type ListArguments, type PageCounts } from './page';
import { pageRowSize, type RecordSize } from './record-size';
import type { Row } from './row';
import { arePast, countSql, rowsSql, type Parents } from './row-statement';
import { joinedSource, type Slice } from './slice';
import { selectedPage, type PageSelection } from './selection';
import { heldSource, linkSource, rootSource, type Source } from './source';
import { pastId, previewId } from './state-ids';
import { Statement } from './statement';
import { splitHead, type RowsWithHead } from './stream-cursor';
import { whereSql } from './where';

const PAST_STREAM =
  'streamCursor is not available with asOf, because it is the current end of the change log; leave out one of them.';

/** With more parents than this, a statement may take long. */
const FEW_PARENTS = 200;

/** The rows of a root list that is not simply all that the viewer may see. */
export type Among = (scope: Scope) => Source;

/** One list field of an operation: its checked arguments, and its statements for one or many parents. */
export class ListQuery {
  readonly selection: PageSelection;
  /** The size of each row in the answer. */
  readonly rowSize: RecordSize;
  private readonly slice: Slice;
  private readonly fields = new Map<unknown, Computed>();

  /** @throws BadUserInput for invalid arguments; UNAUTHENTICATED or FORBIDDEN if the viewer lacks a permission for them */
  constructor(
    readonly model: Model,
    private readonly relation: ToMany | undefined,
    private readonly args: ListArguments,
    private readonly asker: Pick<Asker, 'viewer' | 'preview'>,
    info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>,
    private readonly among?: Among,
  ) {
    checkListArguments(args, asker.viewer);
    const linked = relation?.kind === 'linked' ? relation : undefined;
    this.selection = selectedPage(model, info, linked);
    this.rowSize = pageRowSize(info.fieldNodes, info, model.type);
    if (args.asOf && this.selection.streamCursor) throw new BadUserInput(PAST_STREAM);
    this.slice = sliceOf(args, listOrder(model, relation, args.orderBy, asker.viewer));
  }

  get viewer(): Viewer {
    return this.asker.viewer;
  }

  rows(parents?: Parents): ReadStatement {
    const short = parents !== undefined && parents.ids.length <= FEW_PARENTS && !this.args.where;
    return this.prepared(
      (source, scope) =>
        rowsSql(joinedSource(source, this.slice.keys, scope), this.selection, this.slice, scope, parents),
      parents,
      short,
      true,
    );
  }

  count(parents?: Parents): ReadStatement {
    return this.prepared((source, { statement }) => countSql(source, statement, parents), parents);
  }

  /** What a field computes of the list. It is the same for all of its parents. */
  computed<T>(field: unknown, compute: () => Computed<T>): Computed<T> {
    const known = this.fields.get(field);
    if (known) return known as Computed<T>;
    const made = compute();
    this.fields.set(field, made);
    return made;
  }

  compute(computed: Pick<Computed, 'sql'>, parents?: Parents): ReadStatement {
    return this.prepared((source, scope) => computed.sql(source, scope, parents), parents);
  }

  /** All rows of the list, however many pages they would be. @param most more are not read */
  allRows(most: number): ReadStatement {
    const slice = { ...this.slice, limit: most };
    return this.prepared(
      (source, scope) => rowsSql(joinedSource(source, slice.keys, scope), this.selection, slice, scope),
      undefined,
    );
  }

  /** The number of those rows. @param most it counts no further */
  countAll(most: number): ReadStatement {
    const nothing = { columns: [], edge: [], streamCursor: false };
    const slice = { ...this.slice, limit: most };
    return this.prepared((source, scope) => {
      const rows = rowsSql(joinedSource(source, slice.keys, scope), nothing, slice, scope);
      return `SELECT count(*)::int AS count FROM (${rows}) counted`;
    }, undefined);
  }

  /** Some of those rows, as a page that resolvers can read. */
  part(rows: readonly Row[], counts: PageCounts): Page {
    return new Page({ rows }, this.args, { ...this.slice, limit: rows.length + 1 }, this.selection.edge, counts);
  }

  /** @param found the result of the statement of `rows` */
  page(found: readonly Row[], counts: PageCounts): Page {
    return this.pageOf(this.selection.streamCursor ? splitHead(found) : { rows: found }, counts);
  }

  pageOf(read: RowsWithHead, counts: PageCounts): Page {
    return new Page(read, this.args, this.slice, this.selection.edge, counts);
  }

  private prepared(
    build: (source: Source, scope: Scope) => string,
    parents: Parents | undefined,
    short = false,
    paged = false,
  ): ReadStatement {
    const statement = new Statement();
    const { viewer, preview } = this.asker;
    const stateId = this.args.asOf ? pastId : previewId(preview, statement);
    const scope = { statement, viewer, ...including(this.model, this.args), paged, stateId };
    const text = build(this.source(scope, parents), scope);
    return { text, values: statement.values, short };
  }

  private source(scope: Scope, parents: Parents | undefined): Source {
    const source = this.table(scope, arePast(parents));
    const { where } = this.args;
    if (!where) return source;
    const filtered = this.args.asOf ? { ...scope, pastRows: source.alias } : scope;
    return { ...source, conditions: [...source.conditions, whereSql(this.model, where, source.alias, filtered)] };
  }

  private table(scope: Scope, past: boolean): Source {
    if (this.relation && past) return heldSource(this.relation, scope, this.args, 'parent.version');
    if (this.relation) return linkSource(this.relation, scope, this.args);
    if (this.among) return this.among(scope);
    return this.args.asOf ? asOfSource(this.model, this.args.asOf, scope) : rootSource(this.model, scope);
  }
}
