import type { WriteModel } from '../../model/write-model';
import type { Draft } from '../../rules/draft';
import type { StoredRow } from '../../unit/stored-rows';

/** Which record goes, and which one stands for it from now on. */
export interface Merge {
  readonly record: WriteModel;
  readonly loser: StoredRow;
  readonly winner: StoredRow;
  /** Takes the faults. */
  readonly draft: Draft;
}
