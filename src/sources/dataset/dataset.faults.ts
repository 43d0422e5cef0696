/** One fault of the dataset, with its place and what to do. Lines are numbered from 1. */
export interface Fault {
  file: string;
  line: number;
  message: string;
}

/** All faults of the dataset at once, so that an editor can correct them in one go. */
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
