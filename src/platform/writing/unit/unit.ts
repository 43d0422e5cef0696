import { v7 } from 'uuid';
import type { EntityManager } from 'typeorm';
import type { Viewer } from '../../access/viewer';
import { appendChanges, type FieldChange, type NewChange } from '../../change-log/append';
import type { ChangeKind } from '../../change-log/change-kind';
import type { SqlClient } from '../../database';
import { groupedBy } from '../../grouped-by';
import type { Model } from '../../reading';
import {
  insertRows,
  lockRows,
  updateRows,
  type LockStrength,
  type Locking,
  type StoredRow,
  type Values,
  type Written,
} from './stored-rows';
import type { Entry, Pending } from './pending';
import type { Turns } from './record-turns';
import type { WriteModel } from '../model/write-model';
import type { WrittenTypes } from '../model/written-types';
import { UnitCitations } from '../citing/unit-citations';
import type { GivenCitation } from '../citing/facts';

/** The id and the first version of a new record, if they are not the usual ones. */
export interface Beginning {
  readonly id?: string;
  /** Above 1 if the log already has changes of a deleted record with the same id. */
  readonly version?: number;
}

/**
 * The unit of work of one mutation, in one transaction: it locks rows, collects their changes, and writes everything at the end in a few
 * statements, however many rows there are. Every change of a record raises its version and is added to the change log.
 */
export class Unit implements Locking {
  /** TypeORM's entity manager of the transaction. */
  readonly manager: EntityManager;
  /** The same connection, for raw SQL. */
  readonly client: SqlClient;
  /** The citations of what it changes; absent if the domain has none. */
  readonly citations: UnitCitations | undefined;
  private readonly pending = new Map<string, Pending>();
  private logged: readonly NewChange[] = [];

  constructor(
    { manager, client }: Pick<Unit, 'manager' | 'client'>,
    readonly viewer: Viewer,
    readonly turns: Turns,
    /** The record types and links that clients write. */
    readonly types: WrittenTypes,
    /** Whether every new fact needs a source. */
    readonly citationsRequired = false,
  ) {
    this.manager = manager;
    this.client = client;
    this.citations = types.citing && new UnitCitations(this, types.citing);
  }

  /** The written changes. */
  get changes(): readonly NewChange[] {
    return this.logged;
  }

  /** Locks rows by their ids. @returns those that exist, as they are stored @throws RecordBusy if too many others wait for one of them */
  async lock(model: Model, ids: readonly string[], strength: LockStrength = 'UPDATE'): Promise<Map<string, StoredRow>> {
    if (ids.length === 0) return new Map();
    const rows = await lockRows(this, model, 'id = ANY($1::uuid[])', [ids], strength);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Adds a new record. @param more additional data of its first change @returns its id */
  create(
    record: WriteModel,
    values: Values,
    more: Partial<Pick<Entry, 'fields' | 'part'>> = {},
    { id = v7(), version }: Beginning = {},
  ): string {
    const fields = Object.entries(values)
      .filter(([, after]) => after !== null)
      .map(([field, after]) => ({ field, before: null, after }));
    const entry = {
      kind: 'CREATED' as const,
      fields: [...fields, ...(more.fields ?? [])],
      part: more.part,
      visibility: record.visibilityOf(undefined, values),
    };
    const row = version === undefined ? values : { ...values, version };
    this.pending.set(id, { model: record.model, record, values: row, entries: [entry] });
    return id;
  }

  /**
   * Changes values of a locked record; `kind` can depend on what differs. If nothing differs, there is no change.
   * @param more additional data of the change
   */
  change(
    record: WriteModel,
    current: StoredRow,
    values: Values,
    kind: ChangeKind | ((changed: ReadonlySet<string>) => ChangeKind),
    more: Partial<Omit<Entry, 'kind'>> = {},
  ): boolean {
    const fields = [...difference(current, values), ...(more.fields ?? [])];
    if (fields.length === 0) return false;
    const changed = new Set(fields.map(({ field }) => field));
    this.enter(record, current, {
      kind: typeof kind === 'string' ? kind : kind(changed),
      fields,
      visibility: record.visibilityOf(
        current,
        { ...current, ...values },
        ...(more.visibility ? [more.visibility] : []),
      ),
      subjectId: more.subjectId,
      alsoOfId: more.alsoOfId,
      part: more.part,
    });
    const pending = this.pending.get(current.id) as Pending;
    pending.values = { ...pending.values, ...values };
    return true;
  }

  /** Adds a change to the log of a locked record about a row that belongs to it. */
  enter(record: WriteModel, current: StoredRow, entry: Entry): void {
    const pending = this.pending.get(current.id) ?? { model: record.model, record, current, values: {}, entries: [] };
    pending.entries.push(entry);
    this.pending.set(current.id, pending);
  }

  /**
   * Adds citations to a record that is new or locked. If nothing else of it changes, they are a change of their own.
   * @returns whether any of them is new
   */
  cite(record: WriteModel, current: StoredRow | undefined, id: string, given: readonly GivenCitation[]): boolean {
    const pending = this.pending.get(id);
    const changed = new Set(current && pending ? difference(current, pending.values).map(({ field }) => field) : []);
    if (!this.citations?.give(id, given, changed)) return false;
    if (current && !pending)
      this.enter(record, current, { kind: 'CITED', fields: [], visibility: record.visibilityOf(current, current) });
    return true;
  }

  /** Adds a row that belongs to a record, such as a link. The caller logs it with the record. @returns its id */
  createPart(model: Model, values: Values, id = v7()): string {
    this.pending.set(id, { model, values, entries: [] });
    return id;
  }

  /** Whether the row is to be made at the end. */
  isNew(id: string): boolean {
    const pending = this.pending.get(id);
    return pending !== undefined && !pending.current;
  }

  /** Changes a locked row that belongs to a record. */
  changePart(model: Model, current: StoredRow, values: Values): void {
    const known = this.pending.get(current.id);
    this.pending.set(current.id, { model, current, values: { ...known?.values, ...values }, entries: [] });
  }

  /** Writes all collected changes: at most two statements for each table, and one for the log or, if it has none of them, for its head. */
  async flush(): Promise<void> {
    await this.citations?.settle(this.pending);
    const written = new Map<string, Written>();
    for (const [model, rows] of groupedBy(this.pending, ([, pending]) => pending.model)) {
      const unique = rows.flatMap(([, pending]) => uniqueKeys(pending));
      const inserts = rows.filter(([, { current }]) => !current).map(([id, { values }]) => ({ id, ...values }));
      const updates = rows.flatMap(([, { current, ...pending }]) => (current ? [{ current, ...pending }] : []));
      const all = [
        // First what ends: a citation of the same passage may begin.
        ...(await updateRows(this.manager, model, updates.map(updated), changedIn(updates))),
        ...(await this.turns.during(unique, () => insertRows(this.manager, model, inserts))),
      ];
      for (const row of all) written.set(row.id, row);
    }
    this.logged = [...this.pending].flatMap(([id, pending]) => newChanges(pending, written.get(id) as Written));
    await appendChanges(this.manager, this.logged, this.viewer.principal);
    if (written.size > 0 && this.logged.length === 0) await this.client.query('SELECT hub_mark_changed()');
    this.pending.clear();
  }
}

function newChanges({ record, entries }: Pending, { id, version, moment }: Written): NewChange[] {
  if (!record) return [];
  return entries.map(({ fields, ...entry }, index) => ({
    ...entry,
    id: v7(),
    changes: fields,
    recordType: record.recordType,
    recordId: id,
    version: version - entries.length + index + 1,
    occurredAt: moment,
  }));
}

/** A writer that inserts the same unique values waits until the first one commits. */
function uniqueKeys({ model, record, current, values }: Pending): string[] {
  if (!record || current) return [];
  return record.options.unique.map(({ properties }) =>
    JSON.stringify([model.table, ...properties.map((property) => values[property])]),
  );
}

type Update = Pick<Pending, 'values' | 'entries'> & Required<Pick<Pending, 'current'>>;

/** The row with its new values and its next version. */
function updated({ current, values, entries }: Update): StoredRow {
  return { ...current, ...values, id: current.id, version: current.version + Math.max(entries.length, 1) };
}

/** The properties that any of the rows changes. */
function changedIn(updates: readonly Update[]): string[] {
  return updates.flatMap(({ values }) => Object.keys(values));
}

/** The values that differ from the row. */
export function difference(current: Values, values: Values): FieldChange[] {
  return Object.entries(values)
    .filter(([field, after]) => JSON.stringify(current[field] ?? null) !== JSON.stringify(after ?? null))
    .map(([field, after]) => ({ field, before: current[field] ?? null, after: after ?? null }));
}
