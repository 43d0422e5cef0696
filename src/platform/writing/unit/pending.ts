import type { FieldChange } from '../../change-log/append';
import type { ChangeKind } from '../../change-log/change-kind';
import type { Visibility } from '../../change-log/visibility';
import type { Model } from '../../reading';
import type { WriteModel } from '../model/write-model';
import type { StoredRow, Values } from './stored-rows';

/** A change to be added to the log. It raises the record's version by one. */
export interface Entry {
  readonly kind: ChangeKind;
  readonly fields: FieldChange[];
  readonly visibility: Visibility;
  readonly subjectId?: string | undefined;
  /** The other record whose history has the change too, because it gets no change of its own. */
  readonly alsoOfId?: string | undefined;
  /** The id of the row that it is about, if that belongs to the record, such as a link. */
  readonly part?: string | undefined;
  /** Whether that row ends with it. */
  readonly isEnd?: boolean;
}

/** The pending write of one row. */
export interface Pending {
  readonly model: Model;
  readonly record?: WriteModel;
  /** The locked row; absent for a new row. */
  readonly current?: StoredRow;
  values: Values;
  readonly entries: Entry[];
}
