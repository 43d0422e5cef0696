import DataLoader from 'dataloader';
import { maySeeArchived } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import type { Asker } from '../asker';
import type { Horizon } from '../change-log/horizon';
import type { Database, ReadStatement, Texts } from '../database';
import type { AnswerBudget } from '../limits/answer-budget';
import { Gate } from '../limits/gate';
import { AnswerCount } from './answer-count';
import type { Moment } from './as-of';
import { countOf, inOrder, names, type Batch, type CountRow } from './batches';
import { countsOf, type ReadOfField } from './aggregating/counts';
import { parentOf } from './lifetime';
import { ListQuery, type Among } from './list-query';
import type { Model, Scope, ToMany } from './model';
import type { ListArguments, Page, PageCounts } from './page';
import { PLANNED, plannedFor, type PlannedPageRows, rowLoader, type PlannedReads, type WithPlanned } from './planned';
import { keyOf, type Info, type Row } from './row';
import { byKeyAsOfSql } from './past-rows';
import { byIdSql, byKeySql, type Parents } from './row-statement';
import { selectedColumns } from './selection';
import { previewId } from './state-ids';
import { Statement } from './statement';
import { storedKey } from './stored-key';

/** How many statements of one operation may use a connection of the pool at the same time. */
const LONG_READS = 3;

/**
 * The reads of one operation. DataLoader batches everything: a field needs one statement, however many parents it has.
 * Nothing is cached beyond the operation.
 */
export class Reads {
  /** Counts the records and values of the answer. */
  readonly answer: AnswerCount;
  /** What a plan has read for the root fields. */
  [PLANNED]?: PlannedReads;
  private readonly loaders = new Map<unknown, DataLoader<string, unknown>>();
  private readonly totals = new Map<unknown, DataLoader<string, unknown>>();
  private readonly queries = new Map<unknown, ListQuery>();
  private readonly longReads = new Gate(LONG_READS);

  constructor(
    private readonly database: Database,
    protected readonly asker: Asker,
    private readonly horizon: Horizon,
    budget?: AnswerBudget,
  ) {
    this.answer = new AnswerCount(asker.viewer.role, budget);
  }

  get viewer(): Viewer {
    return this.asker.viewer;
  }

  /**
   * A record by a unique key; null if there is none that the viewer may see. The key of a merged record finds the record that it was
   * merged into.
   */
  async byKey(
    model: Model,
    key: string,
    value: string,
    info: Info,
    { asOf, atLeast }: Moment = {},
  ): Promise<Row | null> {
    if (typeof atLeast === 'string') await this.reach(atLeast);
    const columns = selectedColumns(model, info);
    const column = model.column(key);
    const asked = storedKey(column, value);
    if (asked === undefined) return null;
    const name = `${model.type}.${key}@${asOf?.toISOString() ?? ''}:${names(columns)}`;
    const loader = this.loader(name, async (values) => {
      const found = await (asOf
        ? this.scoped((scope) => byKeyAsOfSql(model, column, columns, values, asOf, scope))
        : this.byKeys((scope) => byKeySql(model, column, columns, values, scope)));
      return inOrder(values, found, ({ $parent }) => $parent);
    });
    const planned = plannedFor(this, info);
    return this.answer.record(model, info, asked, planned === undefined ? loader : rowLoader(planned, model, key));
  }

  /** A record by an id that another record holds. Rejects and never throws, because it is called for each record of a list (see `guard`). */
  byId(model: Model, id: string, info: Info): Promise<Row | null> {
    const columns = selectedColumns(model, info);
    const loader = this.loader(`${model.type}:${names(columns)}`, async (ids) => {
      const found = await this.byKeys((scope) => byIdSql(model, columns, ids, scope));
      return inOrder(ids, found, keyOf);
    });
    return this.answer.record(model, info, id, loader);
  }

  /** A page of all records of a model, or of those that `among` selects. */
  async list(model: Model, args: ListArguments, info: Info, among?: Among): Promise<Page> {
    if (typeof args.atLeast === 'string') await this.reach(args.atLeast);
    const query = new ListQuery(model, undefined, args, this.asker, info, among);
    const planned = plannedFor(this, info) as PlannedPageRows | undefined;
    if (planned) return this.plannedPage(query, planned, this.rootCounts(query, planned));
    const rows = query.selection.rows ? await this.run<Row>(query.rows()) : [];
    const page = query.page(rows, this.rootCounts(query));
    this.answer.page(page, query);
    return page;
  }

  private rootCounts(query: ListQuery, planned?: PlannedPageRows): PageCounts {
    const read: ReadOfField = (_field, statement) => this.run(statement());
    const total = (): Promise<number> => this.run<CountRow>(query.count()).then(countOf);
    return countsOf(query, { read, total }, this.answer, planned);
  }

  private plannedPage(query: ListQuery, planned: PlannedPageRows, counts: PageCounts): Page {
    const page = query.pageOf(planned, counts);
    this.answer.page(page, query);
    return page;
  }

  /** A page of the records that a relation leads to. All pages of one field are read together. */
  async listOf(
    relation: ToMany,
    row: WithPlanned & Parameters<typeof keyOf>[0],
    args: ListArguments,
    info: Info,
  ): Promise<Page> {
    const parent = parentOf(relation, row);
    const field = info.fieldNodes;
    const query = this.query(relation, args, info);
    const planned = plannedFor(row, info) as PlannedPageRows | undefined;
    if (planned) return this.plannedPage(query, planned, this.countsOfParent(query, parent, field, planned));
    const rows = query.selection.rows
      ? await this.loader(field, (ids) => this.perParent<Row>((parents) => query.rows(parents), ids)).load(parent)
      : [];
    const page = query.page(rows, this.countsOfParent(query, parent, field));
    this.answer.page(page, query);
    return page;
  }

  /** For a feature's own batched read of records: `batch` returns a value for each parent, in their order. */
  async batchedRows<T extends Row | null | readonly Row[]>(
    model: Model,
    info: Info,
    parent: string,
    batch: (parents: readonly string[]) => Promise<readonly T[]>,
  ): Promise<T> {
    const found = await this.loader(info.fieldNodes, batch).load(parent);
    this.answer.rows([found ?? []].flat(), model, info);
    return found;
  }

  /** The same for values of any kind. They count by the length of their texts. */
  async batched<T extends object>(
    name: unknown,
    parent: string,
    batch: (parents: readonly string[]) => Promise<readonly (readonly T[])[]>,
  ): Promise<readonly T[]> {
    const found = await this.loader(name, batch).load(parent);
    this.answer.values(found);
    return found;
  }

  /** The same for one value of each key, which is not counted. */
  keyed<T>(name: unknown, key: string, batch: Batch<T>): Promise<T> {
    return this.loader(name, batch).load(key);
  }

  /** Runs a statement that is built for the viewer. It includes archived records if the viewer may see them. */
  scoped<T extends object = Row>(build: (scope: Scope) => string): Promise<T[]> {
    return this.run<T>(this.prepared(build, false));
  }

  /** The same for a statement that finds a few records by key. */
  byKeys<T extends object = Row>(build: (scope: Scope) => string): Promise<T[]> {
    return this.run<T>(this.prepared(build, true));
  }

  /** Waits until reads see all changes up to a cursor of the change log. */
  reach(cursor: string): Promise<void> {
    return this.asker.deadline.during(this.horizon.reach(cursor));
  }

  /** The row of a planned statement; undefined if it would be too long. */
  planned(statement: ReadStatement): Promise<Texts | undefined> {
    return this.inTurn(statement, () => this.database.texts(statement, this.asker));
  }

  private prepared(build: (scope: Scope) => string, short: boolean): ReadStatement {
    const statement = new Statement();
    const { viewer, preview } = this.asker;
    const stateId = previewId(preview, statement);
    const text = build({ statement, viewer, includeArchived: maySeeArchived(viewer), stateId });
    return { text, values: statement.values, short };
  }

  private countsOfParent(query: ListQuery, parent: string, field: unknown, planned?: PlannedPageRows): PageCounts {
    const totals = (ids: readonly string[]): Promise<CountRow[][]> =>
      this.perParent((parents) => query.count(parents), ids);
    const read: ReadOfField = (asked, statement) =>
      this.loader(asked, (ids) => this.perParent<Row>(statement, ids)).load(parent);
    const total = (): Promise<number> => this.loader(field, totals, this.totals).load(parent).then(countOf);
    return countsOf(query, { read, total }, this.answer, planned);
  }

  /** Checks and plans once for all parents, because a field's arguments are the same for each of them. */
  private query(relation: ToMany, args: ListArguments, info: Info): ListQuery {
    const known = this.queries.get(info.fieldNodes);
    const query = known ?? new ListQuery(relation.target, relation, args, this.asker, info);
    if (!known) this.queries.set(info.fieldNodes, query);
    return query;
  }

  private async perParent<T extends object>(
    build: (parents: Parents) => ReadStatement,
    ids: readonly string[],
  ): Promise<T[][]> {
    const statement = build({ ids, limit: this.answer.budget.limit });
    const byParent = new Map<unknown, T[]>(ids.map((id) => [id, []]));
    for (const row of await this.run<T & { $parent: string }>(statement)) byParent.get(row.$parent)?.push(row);
    return ids.map((id) => byParent.get(id) as T[]);
  }

  private run<T extends object>(statement: ReadStatement): Promise<T[]> {
    return this.inTurn(statement, () => this.database.rows<T>(statement, this.asker));
  }

  /** Runs only a few long statements at a time, so that one operation cannot take all connections. */
  private inTurn<T>({ short }: ReadStatement, work: () => Promise<T>): Promise<T> {
    return short ? work() : this.longReads.run(work);
  }

  private loader<T>(name: unknown, batch: Batch<T>, loaders = this.loaders): DataLoader<string, T> {
    const known = loaders.get(name);
    if (known) return known as DataLoader<string, T>;
    const loader = new DataLoader<string, T>(batch);
    loaders.set(name, loader);
    return loader;
  }
}
