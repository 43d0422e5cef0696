/** What became of a write, as far as its writer knows. `unknown`: the connection was lost while it was committed. */
export type Outcome = 'committed' | 'undone' | 'unknown';

/** The writers' book. Each change of a program carries a text that no other has, and so can be found in the log. */
export class Ledger {
  readonly outcomes = new Map<string, Outcome>();
  /** Transactions that were committed. */
  commits = 0;
  /** Transactions that were rolled back or refused, as was intended. */
  undone = 0;
  /** Requests that were sent again, since no answer came or none that said what had become of them. */
  retries = 0;
  /** What hubs answered then, by code. */
  readonly faults = new Map<string, number>();
  /** Refusals that were not meant, which a right hub has no reason for. */
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

/** What is wrong with the table of changes, in the light of the book. */
export interface LedgerFaults {
  /** Told to the writer as committed, and not there. */
  readonly vanished: number;
  /** There more than once. */
  readonly doneTwice: number;
  /** Told to the writer as undone, and there. */
  readonly notUndone: number;
}

/** @param found how often each text stands in the table */
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
