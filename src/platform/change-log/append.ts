import { v7 } from 'uuid';
import type { SqlClient } from '../database';
import type { ChangeKind } from './change-kind';
import type { Visibility } from './visibility';

/** One value before and after, as JSON. A field is called as in the GraphQL schema; a foreign key by its property, such as `coreId`. */
export interface FieldChange {
  readonly field: string;
  /** What tells the link from the others of the field, where the value is a link. */
  readonly link?: Readonly<Record<string, unknown>>;
  readonly before: unknown;
  readonly after: unknown;
}

/** A change as the writer knows it, who holds the record's row lock. */
export interface NewChange {
  /** The record's table. */
  readonly recordType: string;
  readonly recordId: string;
  readonly kind: ChangeKind;
  /** The record's version after the change. */
  readonly version: number;
  /** When the row was written: taken after its lock was had, so that a record's changes are in order. */
  readonly occurredAt: Date;
  readonly changes: readonly FieldChange[];
  /** The strictest that the contact had which the change tells of; PUBLIC where it tells of none. */
  readonly visibility: Visibility;
  /** The other record that it tells of, such as the contact that was assigned. */
  readonly subjectId?: string | undefined;
}

/**
 * Appends changes in the writer's own transaction, in one statement. The sequencer numbers them after the commit.
 * @returns their ids, in order
 */
export async function appendChanges(
  transaction: SqlClient,
  changes: readonly NewChange[],
  actor: string,
): Promise<string[]> {
  if (changes.length === 0) return [];
  const ids = changes.map(() => v7());
  const rows = changes.map((change, index) => ({
    id: ids[index],
    record_type: change.recordType,
    record_id: change.recordId,
    kind: change.kind,
    version: change.version,
    occurred_at: change.occurredAt,
    changes: change.changes,
    visibility: change.visibility,
    subject_id: change.subjectId ?? null,
  }));
  await transaction.query(
    `INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, subject_id, actor, occurred_at)
     SELECT id, record_type, record_id, kind, version, changes, visibility, subject_id, $2, occurred_at
     FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, record_type text, record_id uuid, kind text, version integer,
       changes jsonb, visibility text, subject_id uuid, occurred_at timestamptz)`,
    [JSON.stringify(rows), actor],
  );
  return ids;
}
