import { getArgumentValues } from 'graphql/execution/values';
import { maySeeArchived } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import type { Variables } from '../limits/cost';
import { ANSWER_BYTES } from '../limits/limits';
import type { Computed } from '../reading/aggregating/computed';
import type { Column } from '../reading/column';
import type { Scope } from '../reading/model';
import { expression, orderSql } from '../reading/order';
import { listOrder, type SortKey } from '../reading/sort-keys';
import { checkListArguments, including, sliceOf, type ListArguments } from '../reading/page';
import { byKeyQuery } from '../reading/row-statement';
import { conjunction, readableSql } from '../reading/scope';
import { joinedSource, sliceSql } from '../reading/slice';
import { linkSource, rootSource, type Source } from '../reading/source';
import { Statement } from '../reading/statement';
import { whereSql } from '../reading/where';
import {
  Unplannable,
  type Plan,
  type PlannedComputed,
  type PlannedEntity,
  type PlannedList,
  type PlannedRecord,
  type PlannedRows,
  type Slot,
} from './plan';
import type { Reach, Roots } from './root-arguments';
import { bounded, cursorSql, nested, numbered } from './slot-sql';
import { rowsOf, type ListState, type Template } from './template';
import { rowsSql, separatorSql } from './tokens';

/** A row of tokens is shorter than its answer, but may have values that the answer has not: keys, marks, and a row more of each list. */
const BESIDE_ANSWER = 2;

/** Writes one statement. */
export class StatementWriter {
  private readonly statementSql = new Statement();
  private readonly states: ListState[] = [];
  private readonly atLeast: Reach[] = [];
  private readonly places: number[] = [];
  /** The lists of which something is read. */
  private readonly read = new Set<PlannedList>();
  private readonly computed = new Map<PlannedComputed, Computed>();
  private readonly columns: (string | null)[];
  private readonly bound: unknown[];

  constructor(
    private readonly plan: Plan,
    { columns, bound }: Roots,
    private readonly variables: Variables,
    private readonly viewer: Viewer,
  ) {
    this.columns = [...columns];
    this.bound = [...bound];
  }

  template(): Template {
    const slots = this.plan.slots.map((slot) => this.slot(slot));
    for (const list of this.plan.lists) if (list.kind === 'list' && !this.read.has(list)) this.check(list);
    return {
      text: bounded(slots, ANSWER_BYTES[this.viewer.role] * BESIDE_ANSWER),
      isEmpty: slots.every((sql) => sql === 'NULL'),
      values: this.statementSql.values,
      states: this.states,
      computed: this.computed,
      short:
        this.computed.size === 0 &&
        this.plan.lists.every(
          (list) => list.kind === 'record' || (list.parent !== undefined && !this.state(list).args.where),
        ),
      atLeast: this.atLeast,
      places: this.places,
      rows: rowsOf(this.plan.slots, this.states, this.computed),
    };
  }

  /** @param keys those of the list whose row has the slot */
  private slot(slot: Slot, rows?: PlannedRows, keys: readonly SortKey[] = []): string {
    switch (slot.kind) {
      case 'sql':
        return slot.sql;
      case 'rows':
        return this.rows(slot.list);
      case 'count':
        return this.count(slot.list);
      case 'computed':
        return this.compute(slot.computed);
      case 'record':
        return this.record(slot.record);
      case 'entities':
        return this.entities(slot.type);
      case 'cursor':
        return cursorSql(rows as PlannedRows, keys);
    }
  }

  private record(record: PlannedRecord): string {
    return this.byKey(record, '', (value, { sqlType }) => `= ${this.statementSql.bind(value, sqlType)}`);
  }

  private entities({ rows }: PlannedEntity): string {
    const condition = (keys: unknown, { sqlType }: Column): string =>
      `= ANY(${this.statementSql.bindKeys(keys as readonly unknown[], sqlType)})`;
    return this.byKey(rows, 'asked', condition);
  }

  /** @param asked the name under which each row has the key by which it was asked for; empty if it does not need it */
  private byKey(rows: PlannedRows, asked: string, condition: (value: unknown, column: Column) => string): string {
    const key = this.columns.shift();
    if (typeof key !== 'string') return 'NULL';
    const column = rows.model.column(key);
    const tokens = this.tokens(rows, []);
    this.places.push(this.statementSql.values.length);
    const matches = condition(this.bound.shift(), column);
    const list = (alias: string, from: string): string =>
      [...new Set(['id', ...rows.columns])].map((name) => `${alias}.${name}`).join(', ') +
      (asked && `, ${from}.${column.name} AS ${asked}`);
    const found = byKeyQuery(rows.model, column, list, matches, this.scope(this.all));
    return `(SELECT ${this.aggregate(rows, tokens)} FROM (${found}) ${rows.alias}${this.joins(rows)})`;
  }

  private rows(list: PlannedList): string {
    const { slice, args } = this.state(list);
    const { keys, limit, backwards } = slice;
    const source = joinedSource(this.source(list, true), keys, this.scope(including(list.model, args)));
    const columns = [
      ...[...list.columns].map((name) => `${source.alias}.${name}`),
      ...[...list.linkColumns].map((name) => `${source.link}.${name} AS l_${name}`),
      ...keys.map((key, index) => `${expression(key, source)} AS k${index}`),
    ];
    // A number in the text: Postgres would plan each one anew if it were bound.
    const options = { limit: () => String(limit), named: (_key: SortKey, index: number) => `k${index}` };
    const found = sliceSql(source, columns.join(', '), slice, this.statementSql, options);
    const tokens = this.tokens(list, keys);
    const joins = this.joins(list);
    // Without joins, the rows stay in the order of the subquery.
    const order = joins && ` ORDER BY ${orderSql(numbered(keys), { ...source, alias: list.alias }, backwards)}`;
    return `(SELECT ${this.aggregate(list, tokens, order)} FROM (${found}) ${list.alias}${joins})`;
  }

  private count(list: PlannedList): string {
    this.state(list);
    const source = this.source(list, false);
    return `(SELECT count(*)::text FROM ${source.from} WHERE ${conjunction(source.conditions)})`;
  }

  private compute(planned: PlannedComputed): string {
    const { list, node, definition } = planned;
    const { args } = this.state(list);
    const computed = planned.compute(getArgumentValues(definition, node, this.variables), this.viewer);
    this.computed.set(planned, computed);
    const source = this.source(list, false);
    const scope = this.scope(including(list.model, args));
    return rowsSql(
      computed.columns,
      this.statementSql.subquery(() => computed.sql(source, scope)),
    );
  }

  private state(list: PlannedList): ListState {
    const known = this.states[list.index];
    if (known) return known;
    const args = getArgumentValues(list.definition, list.node, this.variables) as ListArguments;
    checkListArguments(args, this.viewer);
    if (args.asOf) throw new Unplannable('asOf');
    if (typeof args.atLeast === 'string') this.atLeast.push({ cursor: args.atLeast, nodesKey: list.nodesKey });
    const slice = sliceOf(args, listOrder(list.model, list.relation, args.orderBy, this.viewer));
    const state = { args, slice };
    this.states[list.index] = state;
    return state;
  }

  /** Checks the arguments of a list of which nothing is read. */
  private check(list: PlannedList): void {
    const { args } = this.state(list);
    const { where } = args;
    // A statement of its own: this one binds only what it uses.
    const scope = { ...this.scope(including(list.model, args)), statement: new Statement() };
    if (where) whereSql(list.model, where, 'unread', scope);
  }

  /** @param paged whether the statement reads no further than a page of it */
  private source(list: PlannedList, paged: boolean): Source {
    this.read.add(list);
    const { args } = this.state(list);
    const scope = { ...this.scope(including(list.model, args)), paged };
    const source = list.relation ? linkSource(list.relation, scope, args) : rootSource(list.model, scope);
    const ofParent = list.parent ? [`${source.parent} = ${list.parent}`] : [];
    const { where } = args;
    const filter = where && this.statementSql.subquery(() => whereSql(list.model, where, source.alias, scope));
    return { ...source, conditions: [...ofParent, ...source.conditions, ...(filter ? [filter] : [])] };
  }

  private tokens(rows: PlannedRows, keys: readonly SortKey[]): string {
    const separator = ` || ${separatorSql(rows.depth)} || `;
    const tokens = rows.slots.map((slot) => nested(slot, this.slot(slot, rows, keys)));
    return tokens.length === 0 ? `''` : tokens.join(separator);
  }

  private aggregate({ depth }: PlannedRows, tokens: string, order = ''): string {
    const separator = separatorSql(depth);
    return `count(*) || ${separator} || string_agg(${tokens}, ${separator}${order})`;
  }

  private joins({ joins }: PlannedRows): string {
    const scope = this.scope(this.all);
    return joins
      .map(({ alias, target, by }) => {
        const conditions = [`${alias}.id = ${by}`, ...readableSql(target, alias, scope)];
        return ` LEFT JOIN ${target.table} ${alias} ON ${conjunction(conditions)}`;
      })
      .join('');
  }

  /** What is found by its id is found although lists leave it out. */
  private get all(): ReturnType<typeof including> {
    return { includeArchived: maySeeArchived(this.viewer) };
  }

  private scope(included: ReturnType<typeof including>): Scope {
    return { statement: this.statementSql, viewer: this.viewer, ...included };
  }
}
