import type { WriteModel } from '../model/write-model';

/** Written records that are to be compared with all others: where each stands in the input, by its id. */
export interface WrittenRecords {
  readonly record: WriteModel;
  readonly paths: ReadonlyMap<string, readonly string[]>;
}
