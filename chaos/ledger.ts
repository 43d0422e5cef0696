/** What happened to a write, as far as its writer knows. `unknown`: the connection was lost during the commit. */
export type Outcome = 'committed' | 'undone' | 'unknown';

/** What the writers know about their writes. Each change sets a unique text, by which it can be found in the log. */
export class Ledger {
  readonly outcomes = new Map<string, Outcome>();
  /** Transactions that were committed. */
  commits = 0;
  /** Transactions that were intentionally rolled back or refused. */
  undone = 0;
  /** Requests that were sent again, because no answer said what happened to them. */
  retries = 0;
  /** The reasons for sending them again, by code. */
  readonly faults = new Map<string, number>();
  /** Unexpected refusals: a correct hub has no reason for them. */
  readonly refusals = new Map<string, number>();
  private waiting: { readonly at: number; readonly done: () => void }[] = [];

  committed(texts: readonly string[]): void {
    for (const text of texts) this.outcomes.set(text, 'committed');
    this.commits += 1;
    this.waiting = this.waiting.filter(({ at, done }) => {
      if (this.commits < at) return true;
      done();
      return false;
    });
  }

  undid(texts: readonly string[]): void {
    for (const text of texts) this.outcomes.set(text, 'undone');
    this.undone += 1;
  }

  lostSightOf(text: string): void {
    this.outcomes.set(text, 'unknown');
  }

  fault(code: string): void {
    this.retries += 1;
    this.faults.set(code, (this.faults.get(code) ?? 0) + 1);
  }

  refusal(what: string): void {
    this.refusals.set(what, (this.refusals.get(what) ?? 0) + 1);
  }

  /** Resolves once so many transactions are committed. */
  async reaches(commits: number): Promise<void> {
    if (this.commits < commits) await new Promise<void>((done) => this.waiting.push({ at: commits, done }));
  }
}

/** Differences between the table of changes and the ledger. */
export interface LedgerFaults {
  /** Committed for the writer, but not in the table. */
  readonly vanished: number;
  /** In the table more than once. */
  readonly doneTwice: number;
  /** Undone for the writer, but in the table. */
  readonly notUndone: number;
}

/** @param found how often each text is in the table */
export function audit(outcomes: ReadonlyMap<string, Outcome>, found: ReadonlyMap<string, number>): LedgerFaults {
  const faults = { vanished: 0, doneTwice: 0, notUndone: 0 };
  for (const [text, outcome] of outcomes) {
    const times = found.get(text) ?? 0;
    if (times > 1) faults.doneTwice += 1;
    if (outcome === 'committed' && times === 0) faults.vanished += 1;
    if (outcome === 'undone' && times > 0) faults.notUndone += 1;
  }
  return faults;
}
