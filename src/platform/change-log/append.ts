import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { insertMany, type Insertion } from '../insert-many';
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

/** The log as the writer fills it. Its entity goes by its table's name: the feature that shows the log declares it. */
const INSERTION: Insertion = {
  entity: 'change',
  properties: [
    'id',
    'recordType',
    'recordId',
    'kind',
    'version',
    'occurredAt',
    'changes',
    'visibility',
    'subjectId',
    'actor',
  ],
};

/**
 * Appends changes in the writer's own transaction, in one statement for six thousand. The sequencer numbers them after the commit.
 * @returns their ids, in order
 */
export async function appendChanges(
  manager: EntityManager,
  changes: readonly NewChange[],
  actor: string,
): Promise<string[]> {
  const rows = changes.map((change) => ({ ...change, id: v7(), actor }));
  await insertMany(manager, rows, INSERTION);
  return rows.map(({ id }) => id);
}
