/** One thing that is wrong with the dataset, where it stands, and what to do about it. `line` counts from 1. */
export interface Fault {
  file: string;
  line: number;
  message: string;
}

/** Everything that is wrong with the dataset, at once: whoever edits the files should not have to try again fault by fault. */
export class DatasetFaults extends Error {
  readonly code = 'DATASET_FAULTS';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const ordered = [...faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
    const lines = ordered.map((fault) => `${fault.file}:${fault.line}: ${fault.message}`);
    super([`Nothing was loaded. Correct ${lines.length} fault(s) in the dataset:`, ...lines].join('\n'));
    this.name = 'DatasetFaults';
    this.faults = ordered;
  }
}
