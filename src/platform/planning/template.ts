import type { Computed } from '../reading/aggregating/computed';
import type { ListArguments } from '../reading/page';
import type { Slice } from '../reading/slice';
import type { PlannedComputed, Slot } from './plan';
import type { Reach } from './root-arguments';

/** The arguments of a list in one request. */
export interface ListState {
  readonly args: ListArguments;
  readonly slice: Slice;
}

/** A statement as it is written for some variables. Others that differ only in keys of root fields can use it too. */
export interface Template {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Where the values hold the keys of the root fields. */
  readonly places: readonly number[];
  /** Whether it would find nothing, whatever is stored. */
  readonly isEmpty: boolean;
  /** The states of the lists, by their index. */
  readonly states: readonly ListState[];
  readonly computed: ReadonlyMap<PlannedComputed, Computed>;
  /** Whether it is certainly short: a few records by key, with the first rows of a few lists in the order of an index. */
  readonly short: boolean;
  /** What the reads must not be older than. */
  readonly atLeast: readonly Reach[];
  /** The most rows that it can read. */
  readonly rows: number;
}

/** The most rows that the slots can have. */
export function rowsOf(slots: readonly Slot[], states: readonly ListState[], computed: Template['computed']): number {
  let rows = 0;
  for (const slot of slots) {
    if (slot.kind === 'record') rows += 1 + rowsOf(slot.record.slots, states, computed);
    if (slot.kind === 'computed') rows += (computed.get(slot.computed) as Computed).most;
    if (slot.kind !== 'rows') continue;
    const { limit } = (states[slot.list.index] as ListState).slice;
    rows += limit * (1 + rowsOf(slot.list.slots, states, computed));
  }
  return rows;
}
