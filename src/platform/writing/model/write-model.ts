import { strictest, type Visibility } from '../../change-log/visibility';
import type { Model } from '../../reading';
import type { Draft } from '../rules/draft';
import type { Locking, StoredRow, Values } from '../unit/stored-rows';
import { writableProperties, type WritableProperty } from './writable';

/** Values that no two records may share. */
export interface Unique {
  readonly properties: readonly string[];
  readonly ignoresCase?: boolean;
  /** Records in the archive may share it. */
  readonly livingOnly?: boolean;
}

/**
 * Something wrong with a whole record: the property at fault, and what to say. Where that property is missing, `needed by` names the one that
 * was given: a file has a line for it.
 */
export type Fault = readonly [property: string, message: string, neededBy?: string];

/** How records of a type stand in the files of a dataset, beyond what follows from their properties. */
export interface RecordFiles {
  /** What other records call it by: `slug` unless it says otherwise. Where the model has no such property, it stands in the files alone. */
  readonly key?: string;
  /** The reference to the record inside which it stands: a term stands inside its taxonomy. */
  readonly within?: string;
  /** Properties that must be given, although a new record has a value for them. */
  readonly given?: readonly string[];
  /** Properties whose values need a citation of their own, as those of all references do. */
  readonly cited?: readonly string[];
}

export interface WriteOptions {
  readonly unique: readonly Unique[];
  /** The property by which `upsert` finds a record that is given without an id. */
  readonly naturalKey: string;
  /** Faults of the record as it would be that no single value shows. */
  readonly check?: (row: Values) => readonly Fault[];
  /** The visibility of the record, where it has one: that of its changes in the log. */
  readonly visibility?: (row: Values) => string;
  /** Before rows are locked, for what needs a lock of its own. */
  readonly prepare?: (transaction: Locking, drafts: readonly Draft[]) => Promise<void>;
  /** For faults that only other records show. */
  readonly inspect?: (transaction: Locking, drafts: readonly Draft[]) => Promise<void>;
  readonly dataset?: RecordFiles;
}

/** A record type that clients write, and whose every change stands in the change log. */
export class WriteModel {
  readonly properties: readonly WritableProperty[];

  constructor(
    readonly model: Model,
    readonly options: WriteOptions,
  ) {
    this.properties = writableProperties(model.entity);
  }

  /** What the change log calls records of the type: their table. */
  get recordType(): string {
    return this.model.table;
  }

  /** The strictest visibility that the record had before and after a change, and that of another one that the change tells of. */
  visibilityOf(before: StoredRow | undefined, after: Values, ...others: readonly string[]): Visibility {
    const { visibility } = this.options;
    const own = visibility ? [...(before ? [visibility(before)] : []), visibility(after)] : [];
    return strictest([...own, ...others]);
  }
}
