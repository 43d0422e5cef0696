import type { WriteModel } from '../../model/write-model';
import type { Draft } from '../../rules/draft';
import type { StoredRow } from '../../unit/stored-rows';

/** The two records of a merge: the loser is archived, the winner stays. */
export interface Merge {
  readonly record: WriteModel;
  readonly loser: StoredRow;
  readonly winner: StoredRow;
  /** Collects the errors. */
  readonly draft: Draft;
}
