import { LRUCache } from 'lru-cache';
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
  /** Whether it would find nothing, whatever is stored. */
  readonly isEmpty: boolean;
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

/** A statement as it was written for some variables. */
interface Template extends Pick<PlannedStatement, 'text' | 'values' | 'isEmpty' | 'states' | 'short' | 'rows'> {
  /** Where its values hold those of the root fields. */
  readonly places: readonly number[];
  readonly atLeast: readonly string[];
}

/** The most templates of a plan, and the longest text of variables that one is kept for. */
const TEMPLATES = 20;
const LONGEST_VARIABLES = 1_000;

/** Writes the statements of a plan. A statement for equal arguments of lists is written once. */
export class PlanSql {
  private readonly templates = new LRUCache<string, Template>({ max: TEMPLATES });
  private readonly names: readonly string[];

  constructor(private readonly plan: Plan) {
    const lists = plan.lists.flatMap((list) => (list.kind === 'list' ? list.variables : []));
    this.names = [...new Set(lists)];
  }

  /** @throws ClientError, Unplannable if resolvers must answer it, or name what is wrong with the arguments */
  statement(variables: Variables, viewer: Viewer): PlannedStatement {
    const roots = rootsOf(this.plan, variables);
    const key = this.key(roots, variables);
    const known = key === undefined ? undefined : this.templates.get(key);
    const template = known ?? new StatementWriter(this.plan, roots, variables, viewer).template();
    if (key !== undefined && !known) this.templates.set(key, template);
    const values = [...template.values];
    roots.bound.forEach((value, index) => (values[template.places[index] as number] = value));
    return { ...template, values, references: roots.references, atLeast: [...template.atLeast, ...roots.atLeast] };
  }

  /** Equal for equal texts. */
  private key({ columns }: Roots, variables: Variables): string | undefined {
    const key = JSON.stringify([columns, this.names.map((name) => [name in variables, variables[name]])]);
    return key.length > LONGEST_VARIABLES ? undefined : key;
  }
}

/** What the root fields ask for by key. */
interface Roots {
  /** The column of the key of each slot of a root field; null where there cannot be such a record. */
  readonly columns: readonly (string | null)[];
  /** The values of those that there can be. */
  readonly bound: readonly unknown[];
  readonly references: ReadonlyMap<PlannedEntities, readonly Reference[]>;
  readonly atLeast: readonly string[];
}

function rootsOf({ slots }: Plan, variables: Variables): Roots {
  const columns: (string | null)[] = [];
  const bound: unknown[] = [];
  const references = new Map<PlannedEntities, readonly Reference[]>();
  const atLeast: string[] = [];
  for (const slot of slots) {
    if (slot.kind === 'record') {
      const { column, value, since } = askedOf(slot.record, variables);
      columns.push(column);
      if (column !== null) bound.push(value);
      if (since !== undefined) atLeast.push(since);
    } else if (slot.kind === 'entities') {
      const all = references.get(slot.entities) ?? referencesOf(slot.entities, variables);
      references.set(slot.entities, all);
      const own = all.filter(({ type }) => type === slot.type);
      const [first] = own;
      if (own.some(({ column }) => column !== first?.column)) throw new Unplannable('references by several keys');
      columns.push(first?.column.property ?? null);
      if (first) bound.push([...new Set(own.map(({ key }) => key))]);
    }
  }
  return { columns, bound, references, atLeast };
}

function askedOf(
  { definition, node, model, bySlug }: PlannedRecord,
  variables: Variables,
): { column: string | null; value: string; since: string | undefined } {
  const args = getArgumentValues(definition, node, variables) as unknown as KeyArgs;
  if (args.asOf) throw new Unplannable('asOf');
  const since = typeof args.atLeast === 'string' ? args.atLeast : undefined;
  const [key, value] = bySlug ? oneKey(args) : (['id', String(args.id)] as const);
  const isId = model.column(key).sqlType === 'uuid';
  if (isId ? !isUuid(value) : !isStorable(value)) return { column: null, value, since };
  return { column: key, value: isId ? value.toLowerCase() : normalText(value), since };
}

class StatementWriter {
  private readonly statementSql = new Statement();
  private readonly states: ListState[] = [];
  private readonly atLeast: string[] = [];
  private readonly places: number[] = [];
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
    // Arguments are checked even where nothing of the list is read.
    for (const list of this.plan.lists) if (list.kind === 'list') this.state(list);
    return {
      text: `SELECT ${slots.map((sql, index) => `${sql} AS c${index}`).join(', ')}`,
      isEmpty: slots.every((sql) => sql === 'NULL'),
      values: this.statementSql.values,
      states: this.states,
      short: this.plan.lists.every(
        (list) => list.kind === 'record' || (list.parent !== undefined && !this.state(list).args.where),
      ),
      atLeast: this.atLeast,
      places: this.places,
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
    const found = byKeyQuery(rows.model, column, list, matches, this.scope(maySeeArchived(this.viewer)));
    return `(SELECT ${this.aggregate(rows, tokens)} FROM (${found}) ${rows.alias}${this.joins(rows)})`;
  }

  private rows(list: PlannedList): string {
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
