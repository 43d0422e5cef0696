import { strictest, type Visibility } from '../../change-log/visibility';
import type { Model } from '../../reading';
import type { StoredRow, Values } from '../unit/stored-rows';
import { writableProperties, type WritableProperty } from './writable';

/** Values that no two records may share. */
export interface Unique {
  readonly properties: readonly string[];
  readonly ignoresCase?: boolean;
  /** Archived records may have the same values. */
  readonly livingOnly?: boolean;
}

/**
 * A fault of a record as a whole: the property to report it at, and the message. Where that property is missing, `neededBy` names the one that
 * was given: a file has a line for it.
 */
export type Fault = readonly [property: string, message: string, neededBy?: string];

/** How records of a type stand in the files of a dataset, beyond what follows from their properties. */
export interface RecordFiles {
  /** The property that other records refer to it by: `slug` by default. If the model has no such property, only the files have it. */
  readonly key?: string;
  /** Properties that must be given, although a new record has a value for them. */
  readonly given?: readonly string[];
  /** Properties whose values need a citation of their own, as those of all references do. */
  readonly cited?: readonly string[];
}

export interface WriteOptions {
  readonly unique: readonly Unique[];
  /** The properties by which `upsert` finds a record that is given without an id: those of one of `unique`. A reference may be among them. */
  readonly naturalKey: readonly string[];
  /** The reference to the record inside which it stands: a term stands inside its taxonomy. References to its own type stay inside it, and so do merges. */
  readonly within?: string;
  /** Faults that depend on several values of the record as it would be after the change. */
  readonly check?: (row: Values) => readonly Fault[];
  /** The property with the record's visibility, if it has one. Its changes in the log get the same visibility. */
  readonly visibility?: (row: Values) => string;
  readonly dataset?: RecordFiles;
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

  /** The unique values that are the natural key. */
  get naturalUnique(): Unique {
    const { naturalKey: properties, unique } = this.options;
    return unique.find((one) => one.properties.join() === properties.join()) ?? { properties };
  }

  /** The strictest visibility among the record before the change, the record after it, and the other record that the change is about. */
  visibilityOf(before: StoredRow | undefined, after: Values, ...others: readonly string[]): Visibility {
    const { visibility } = this.options;
    const own = visibility ? [...(before ? [visibility(before)] : []), visibility(after)] : [];
    return strictest([...own, ...others]);
  }
}
