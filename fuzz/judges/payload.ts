import { demand } from './verdict';

/** The fields that each dry run selects. */
export interface Payload {
  readonly dry: boolean;
  readonly faults: readonly { readonly code: string }[];
  /** The record of a mutation of one record; null if it was refused. */
  readonly shown?: { readonly version: number } | null;
}

/** The answer of a dry run says that it is one, and has either a record or errors. */
export function judgePayload({ dry, faults, shown }: Payload): void {
  demand(dry, 'a dry run does not say that it is one');
  if (shown === undefined) return;
  demand(shown === null || faults.length === 0, `the record is shown, though there are errors: ${faults[0]?.code}`);
  demand(shown !== null || faults.length > 0, 'there is neither a record nor an error');
}
