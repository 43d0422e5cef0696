import type { Pool, PoolClient } from 'pg';
import { v7 } from 'uuid';
import type { FieldChange } from '../../src/platform/change-log/append';
import type { ChangeKind } from '../../src/platform/change-log/change-kind';
import type { Visibility } from '../../src/platform/change-log/visibility';
import { domain } from '../../src/features';
import { fieldName, snakeCase } from '../../src/platform/naming';

/** Values of a record by property; a link under the field that the log calls it by. */
type Values = Readonly<Record<string, unknown>>;

export interface Edit {
  readonly kind?: ChangeKind;
  /** The record's own columns, by property. */
  readonly set?: Values;
  /** Entries beyond those of `set`, such as that of a link. */
  readonly entries?: readonly FieldChange[];
  readonly visibility?: Visibility;
  readonly subjectId?: string;
  readonly actor?: string;
  /** SQL of the same transaction, such as what makes a link. */
  readonly also?: (client: PoolClient) => Promise<unknown>;
}

/** Changes a record as a mutation does: locks it, writes it, raises its version and appends the change. @returns the change's id */
export async function edit(pool: Pool, type: string, id: string, change: Edit): Promise<string> {
  return inTransaction(pool, (client) => editWithin(client, type, id, change));
}

/** The same within the writer's own transaction. */
export async function editWithin(client: PoolClient, type: string, id: string, change: Edit): Promise<string> {
  const {
    kind = 'UPDATED',
    set = {},
    entries = [],
    visibility = 'PUBLIC',
    subjectId,
    actor = 'key:editor',
    also,
  } = change;
  const { rows } = await client.query<{ row: Record<string, unknown>; version: number }>(
    `SELECT to_jsonb(r) AS row, version FROM ${type} r WHERE id = $1 FOR UPDATE`,
    [id],
  );
  const [current] = rows;
  if (!current) throw new Error(`there is no ${type} ${id}`);
  const sets = Object.keys(set).map((property, index) => `, ${snakeCase(property)} = $${index + 2}`);
  const { rows: written } = await client.query<{ row: Record<string, unknown>; moment: Date }>(
    `UPDATE ${type} r SET version = version + 1, updated_at = clock_timestamp()${sets.join('')} WHERE id = $1
     RETURNING to_jsonb(r) AS row, updated_at AS moment`,
    [id, ...Object.values(set)],
  );
  await also?.(client);
  const own = Object.keys(set).map((field) => ({
    field,
    before: current.row[snakeCase(field)] ?? null,
    after: written[0]?.row[snakeCase(field)] ?? null,
  }));
  const changeId = v7();
  await client.query(
    `INSERT INTO change (id, record_type, record_id, kind, version, occurred_at, changes, visibility, subject_id, actor)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      changeId,
      type,
      id,
      kind,
      current.version + 1,
      written[0]?.moment,
      JSON.stringify([...own, ...entries.map((entry) => withLink(entry, type, id))]),
      visibility,
      subjectId,
      actor,
    ],
  );
  return changeId;
}

/** An entry about a link says which one, as the hub's own do: by its other end, by its key, and by the record in whose history it stands. */
function withLink(entry: FieldChange, type: string, id: string): FieldChange {
  const model = domain.models.find(({ table }) => table === type);
  const logged = model?.loggedLinks.get(entry.field);
  const value = (entry.before ?? entry.after) as Values;
  if (!model || !logged) return entry;
  const { ends, identity } = logged;
  const [from = '', to = ''] = value.direction === 'INCOMING' ? [...ends].reverse() : ends;
  const given = { ...value, ...(to && { [to]: value[`${fieldName(model.type)}Id`] }), [from]: id };
  return { ...entry, link: Object.fromEntries(identity.map((name) => [name, (given as Values)[name] ?? null])) };
}

/** Appends the change that made a record, from its row. */
export async function logMade(pool: Pool, type: string, id: string, actor = 'key:editor'): Promise<void> {
  await pool.query(
    `INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, actor, occurred_at)
     SELECT gen_random_uuid(), $2, id, 'CREATED', version, hub_entries_of_new(to_jsonb(r)), coalesce(to_jsonb(r)->>'visibility', 'PUBLIC'), $3, created_at
     FROM ${type} r WHERE id = $1`,
    [id, type, actor],
  );
}

/** Numbers what was committed. */
export async function number(pool: Pool): Promise<void> {
  await pool.query('SELECT hub_number_changes()');
}

export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** Waits until a moment of the database's clock has certainly passed. @returns it */
export async function moment(pool: Pool): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>(
    `SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' AS now, pg_sleep(0.003)`,
  );
  return rows[0]?.now as Date;
}
