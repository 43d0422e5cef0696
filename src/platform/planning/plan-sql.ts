import { getArgumentValues } from 'graphql/execution/values';
import { maySeeArchived } from '../access/permissions';
import type { Viewer } from '../access/viewer';
import { isStorable, normalText } from '../text';
import { isUuid } from '../uuid';
import type { Variables } from '../limits/cost';
import { LIMITS } from '../limits/limits';
import type { Column } from '../reading/column';
import type { Scope } from '../reading/model';
import { afterSql, orderSql, sortKeys, type SortKey } from '../reading/order';
import { checkListArguments, sliceOf, type ListArguments } from '../reading/page';
import { byKeyQuery } from '../reading/row-statement';
import type { Slice } from '../reading/row-statement';
import { oneKey, type KeyArgs } from '../reading/schema/key-args';
import { conjunction, readableSql } from '../reading/scope';
import { linkSource, rootSource, type Source } from '../reading/source';
import { Statement } from '../reading/statement';
import { whereSql } from '../reading/where';
import {
  linkOf,
  Unplannable,
  type Plan,
  type PlannedEntities,
  type PlannedEntity,
  type PlannedList,
  type PlannedRecord,
  type PlannedRows,
  type Slot,
} from './plan';
import { separatorSql, tokenSql } from './tokens';

/** The arguments of a list in one request. */
export interface ListState {
  readonly args: ListArguments;
  readonly slice: Slice;
}

/** A plan with the variables of one request. */
export interface PlannedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The states of the lists, by their index. */
  readonly states: readonly ListState[];
  /** Whether it is certainly short: a few records by key, with the first rows of a few lists in the order of an index. */
  readonly short: boolean;
  /** The cursors of the change log that the reads must not be older than. */
  readonly atLeast: readonly string[];
  /** What a gateway refers to, in its order. */
  readonly references: ReadonlyMap<PlannedEntities, readonly Reference[]>;
  /** The most rows that it can read. */
  readonly rows: number;
}

/** A record that a gateway refers to. */
export interface Reference {
  readonly type: PlannedEntity;
  readonly column: Column;
  /** In the form in which Postgres returns it. */
  readonly key: string;
}

/** The SQL of a list that is the same for all variables. */
interface FixedSql {
  readonly sql: string;
  readonly states: readonly (readonly [number, ListState])[];
}

/** Writes the statements of a plan. */
export class PlanSql {
  private readonly fixed = new Map<PlannedList, FixedSql | undefined>();

  constructor(private readonly plan: Plan) {}

  /** @throws ClientError, Unplannable if resolvers must answer it, or name what is wrong with the arguments */
  statement(variables: Variables, viewer: Viewer): PlannedStatement {
    return new StatementWriter(this.plan, this.fixed, variables, viewer).statement();
  }
}

class StatementWriter {
  private statementSql = new Statement();
  private readonly states: ListState[] = [];
  private readonly atLeast: string[] = [];
  private readonly referenced = new Map<PlannedEntities, readonly Reference[]>();

  constructor(
    private readonly plan: Plan,
    private readonly known: Map<PlannedList, FixedSql | undefined>,
    private readonly variables: Variables,
    private readonly viewer: Viewer,
  ) {}

  statement(): PlannedStatement {
    const values = this.plan.slots.map((slot, index) => `${this.slot(slot)} AS c${index}`);
    // Arguments are checked even where nothing of the list is read.
    for (const list of this.plan.lists) if (list.kind === 'list') this.state(list);
    return {
      text: `SELECT ${values.join(', ')}`,
      values: this.statementSql.values,
      states: this.states,
      short: this.plan.lists.every(
        (list) => list.kind === 'record' || (list.parent !== undefined && !this.state(list).args.where),
      ),
      atLeast: this.atLeast,
      references: this.referenced,
      rows: rowsOf(this.plan.slots, this.states),
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
      case 'record':
        return this.record(slot.record);
      case 'entities':
        return this.entities(slot.entities, slot.type);
      case 'cursor':
        return cursorSql(rows as PlannedRows, keys);
    }
  }

  private record(record: PlannedRecord): string {
    const args = getArgumentValues(record.definition, record.node, this.variables) as unknown as KeyArgs;
    if (args.asOf) throw new Unplannable('asOf');
    if (typeof args.atLeast === 'string') this.atLeast.push(args.atLeast);
    const [key, value] = record.bySlug ? oneKey(args) : (['id', String(args.id)] as const);
    const column = record.model.column(key);
    const isId = column.sqlType === 'uuid';
    if (isId ? !isUuid(value) : !isStorable(value)) return 'NULL';
    const scope = this.scope(maySeeArchived(this.viewer));
    const tokens = this.tokens(record, []);
    const asked = this.statementSql.bind(isId ? value.toLowerCase() : normalText(value), column.sqlType);
    const list = (alias: string): string =>
      [...new Set(['id', ...record.columns])].map((name) => `${alias}.${name}`).join(', ');
    const found = byKeyQuery(record.model, column, list, `= ${asked}`, scope);
    return `(SELECT ${this.aggregate(record, tokens)} FROM (${found}) ${record.alias}${this.joins(record)})`;
  }

  private entities(entities: PlannedEntities, type: PlannedEntity): string {
    const { rows } = type;
    const references = this.references(entities).filter((reference) => reference.type === type);
    const [first] = references;
    if (!first) return 'NULL';
    if (references.some(({ column }) => column !== first.column)) throw new Unplannable('references by several keys');
    const { column } = first;
    const scope = this.scope(maySeeArchived(this.viewer));
    const tokens = this.tokens(rows, []);
    const keys = [...new Set(references.map(({ key }) => key))];
    const list = (alias: string, asked: string): string =>
      [...new Set(['id', ...rows.columns])].map((name) => `${alias}.${name}`).join(', ') +
      `, ${asked}.${column.name} AS asked`;
    const condition = `= ANY(${this.statementSql.bindKeys(keys, column.sqlType)})`;
    const found = byKeyQuery(rows.model, column, list, condition, scope);
    return `(SELECT ${this.aggregate(rows, tokens)} FROM (${found}) ${rows.alias}${this.joins(rows)})`;
  }

  /** @throws Unplannable if resolvers must answer one of them */
  private references(entities: PlannedEntities): readonly Reference[] {
    const known = this.referenced.get(entities);
    const references = known ?? referencesOf(entities, this.variables);
    if (!known) this.referenced.set(entities, references);
    return references;
  }

  /** A list that is the same for all variables is written once. Aliases in it cannot clash: only that of its parent is used from outside. */
  private rows(list: PlannedList): string {
    if (!isFixed(list)) return this.freshRows(list);
    if (!this.known.has(list)) this.known.set(list, this.fixedRows(list));
    const fixed = this.known.get(list);
    if (!fixed) return this.freshRows(list);
    for (const [index, state] of fixed.states) this.states[index] = state;
    return fixed.sql;
  }

  private fixedRows(list: PlannedList): FixedSql | undefined {
    const outer = this.statementSql;
    this.statementSql = new Statement();
    const sql = this.freshRows(list);
    const bound = this.statementSql.values.length;
    this.statementSql = outer;
    if (bound > 0) return undefined;
    return { sql, states: listsWithin(list).map(({ index }) => [index, this.states[index] as ListState] as const) };
  }

  private freshRows(list: PlannedList): string {
    const { slice } = this.state(list);
    const { keys, limit, backwards } = slice;
    const source = this.source(list);
    const conditions = [...source.conditions, ...this.sliceConditions(slice, source)];
    const columns = [
      ...[...list.columns].map((name) => `${source.alias}.${name}`),
      ...[...list.linkColumns].map((name) => `${source.link}.${name} AS l_${name}`),
      ...keys.map((key, index) => `${key.of === 'link' ? source.link : source.alias}.${key.column} AS k${index}`),
    ];
    const found =
      `SELECT ${columns.join(', ')} FROM ${source.from} WHERE ${conjunction(conditions)} ` +
      `ORDER BY ${orderSql(keys, source, backwards)} LIMIT ${limit}`;
    const tokens = this.tokens(list, keys);
    const joins = this.joins(list);
    // Without joins, the rows stay in the order of the subquery.
    const order = joins && ` ORDER BY ${orderSql(numbered(keys), { ...source, alias: list.alias }, backwards)}`;
    return `(SELECT ${this.aggregate(list, tokens, order)} FROM (${found}) ${list.alias}${joins})`;
  }

  private count(list: PlannedList): string {
    this.state(list);
    const source = this.source(list);
    return `(SELECT count(*)::text FROM ${source.from} WHERE ${conjunction(source.conditions)})`;
  }

  private state(list: PlannedList): ListState {
    const known = this.states[list.index];
    if (known) return known;
    const args = getArgumentValues(list.definition, list.node, this.variables) as ListArguments;
    checkListArguments(args, this.viewer);
    if (args.asOf) throw new Unplannable('asOf');
    if (typeof args.atLeast === 'string') this.atLeast.push(args.atLeast);
    const slice = sliceOf(args, sortKeys(list.model, args.orderBy, linkOf(list) !== undefined, this.viewer));
    const state = { args, slice };
    this.states[list.index] = state;
    return state;
  }

  private source(list: PlannedList): Source {
    const { args } = this.state(list);
    const scope = this.scope(args.includeArchived === true);
    const source = list.relation ? linkSource(list.relation, scope, args) : rootSource(list.model, scope);
    const ofParent = list.parent ? [`${source.parent} = ${list.parent}`] : [];
    const where = args.where ? [whereSql(list.model, args.where, source.alias, scope)] : [];
    return { ...source, conditions: [...ofParent, ...source.conditions, ...where] };
  }

  private sliceConditions({ keys, backwards, after, before }: Slice, source: Source): string[] {
    return [
      ...(after ? [afterSql(keys, after, source, this.statementSql, false)] : []),
      ...(before ? [afterSql(keys, before, source, this.statementSql, true)] : []),
    ].map((sql) => (backwards ? `(${sql})` : sql));
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
    const scope = this.scope(maySeeArchived(this.viewer));
    return joins
      .map(({ alias, target, by }) => {
        const conditions = [`${alias}.id = ${by}`, ...readableSql(target, alias, scope)];
        return ` LEFT JOIN ${target.table} ${alias} ON ${conjunction(conditions)}`;
      })
      .join('');
  }

  private scope(includeArchived: boolean): Scope {
    return { statement: this.statementSql, viewer: this.viewer, includeArchived };
  }
}

/** @throws Unplannable if one of them is not valid, or is of a type that cannot be planned: resolvers then say what is wrong with it */
function referencesOf({ definition, node, types }: PlannedEntities, variables: Variables): Reference[] {
  const { representations } = getArgumentValues(definition, node, variables) as { representations: readonly unknown[] };
  if (representations.length > LIMITS.representations) throw new Unplannable('too many references');
  return representations.map((representation) => {
    const given = (representation ?? {}) as Readonly<Record<string, unknown>>;
    const type = types.get(String(given.__typename));
    if (type === undefined) throw new Unplannable('a reference without a type');
    if (type instanceof Unplannable) throw type;
    const { model } = type.rows;
    const name = model.options.keys?.find((key) => typeof given[key] === 'string');
    if (name === undefined) throw new Unplannable('a reference without a key');
    const column = model.column(name);
    const value = given[name] as string;
    const isId = column.sqlType === 'uuid';
    if (isId ? !isUuid(value) : !isStorable(value)) throw new Unplannable('a reference that cannot exist');
    return { type, column, key: isId ? value.toLowerCase() : normalText(value) };
  });
}

/** An empty list has no tokens: NULL, which would make those beside it NULL as well. */
function nested({ kind }: Slot, sql: string): string {
  return kind === 'rows' ? `coalesce(${sql}, '')` : sql;
}

/** The values of the keys of a row, in one token. */
function cursorSql({ alias, depth }: PlannedRows, keys: readonly SortKey[]): string {
  const tokens = keys.map((key, index) => tokenSql(`${alias}.k${index}`, key.sqlType, key.nullable));
  return tokens.join(` || ${separatorSql(depth + 1)} || `);
}

/** The keys as columns of the subquery. */
function numbered(keys: readonly SortKey[]): SortKey[] {
  return keys.map((key, index) => ({ ...key, of: 'target', column: `k${index}` }));
}

function isFixed(list: PlannedList): boolean {
  return listsWithin(list).every(({ fixed }) => fixed);
}

/** A list, and all lists in its rows. */
function listsWithin(list: PlannedList): PlannedList[] {
  return [list, ...list.slots.flatMap((slot) => ('list' in slot ? listsWithin(slot.list) : []))];
}

/** The most rows that the slots can have. */
function rowsOf(slots: readonly Slot[], states: readonly ListState[]): number {
  let rows = 0;
  for (const slot of slots) {
    if (slot.kind === 'record') rows += 1 + rowsOf(slot.record.slots, states);
    if (slot.kind !== 'rows') continue;
    const { limit } = (states[slot.list.index] as ListState).slice;
    rows += limit * (1 + rowsOf(slot.list.slots, states));
  }
  return rows;
}
