import type { EntityManager } from 'typeorm';
import { insertMany, type Insertion } from '../insert-many';
import type { ChangeKind } from './change-kind';
import type { Visibility } from './visibility';

/** One value before and after a change, as JSON. The field has its name in the GraphQL schema; a foreign key that of its property, such as `coreId`. */
export interface FieldChange {
  readonly field: string;
  /** The values that identify the link among those of the field, if the value is a link. */
  readonly link?: Readonly<Record<string, unknown>>;
  readonly before: unknown;
  readonly after: unknown;
}

/** A change, as its writer creates it under the record's row lock. */
export interface NewChange {
  readonly id: string;
  /** The record's table. */
  readonly recordType: string;
  readonly recordId: string;
  readonly kind: ChangeKind;
  /** The record's version after the change. */
  readonly version: number;
  /** When the row was written. It is taken under the row lock, so that a record's changes are in order. */
  readonly occurredAt: Date;
  readonly changes: readonly FieldChange[];
  /** The strictest visibility that the contact of the change had; PUBLIC if the change is not about a contact. */
  readonly visibility: Visibility;
  /** The other record that the change is about, such as the contact that was assigned. */
  readonly subjectId?: string | undefined;
  /** The other record whose history has the change too, because it has no change of its own. */
  readonly alsoOfId?: string | undefined;
}

/** The log, for writers. Its entity is found by the table's name, because the feature that shows the log declares it. */
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
    'alsoOfId',
    'actor',
  ],
};

/** Appends changes in the writer's own transaction, in one statement. The sequencer numbers them after the commit. */
export async function appendChanges(
  manager: EntityManager,
  changes: readonly NewChange[],
  actor: string,
): Promise<void> {
  const rows = changes.map((change) => ({ ...change, actor }));
  await insertMany(manager, rows, INSERTION);
}
