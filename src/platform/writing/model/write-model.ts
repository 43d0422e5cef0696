import { strictest, type Visibility } from '../../change-log/visibility';
import type { Model } from '../../reading';
import type { Draft } from '../rules/draft';
import type { Locking, StoredRow, Values } from '../unit/stored-rows';
import { writableProperties, type WritableProperty } from './writable';

/** Values that no two records may share. */
export interface Unique {
  readonly properties: readonly string[];
  readonly ignoresCase?: boolean;
  /** Archived records may have the same values. */
  readonly livingOnly?: boolean;
}

/** A fault of a record as a whole: the property to report it at, and the message. */
export type Fault = readonly [property: string, message: string];

export interface WriteOptions {
  readonly unique: readonly Unique[];
  /** The property by which `upsert` finds a record that is given without an id. */
  readonly naturalKey: string;
  /** Faults that depend on several values of the record as it would be after the change. */
  readonly check?: (row: Values) => readonly Fault[];
  /** The property with the record's visibility, if it has one. Its changes in the log get the same visibility. */
  readonly visibility?: (row: Values) => string;
  /** Runs before rows are locked, for checks that need a lock of their own. */
  readonly prepare?: (transaction: Locking, drafts: readonly Draft[]) => Promise<void>;
  /** Finds faults that depend on other records. */
  readonly inspect?: (transaction: Locking, drafts: readonly Draft[]) => Promise<void>;
}

/** A record type that clients write. The change log has every change of its records. */
export class WriteModel {
  readonly properties: readonly WritableProperty[];

  constructor(
    readonly model: Model,
    readonly options: WriteOptions,
  ) {
    this.properties = writableProperties(model.entity);
  }

  /** The type's name in the change log: its table. */
  get recordType(): string {
    return this.model.table;
  }

  /** The strictest visibility among the record before the change, the record after it, and the other record that the change is about. */
  visibilityOf(before: StoredRow | undefined, after: Values, ...others: readonly string[]): Visibility {
    const { visibility } = this.options;
    const own = visibility ? [...(before ? [visibility(before)] : []), visibility(after)] : [];
    return strictest([...own, ...others]);
  }
}
