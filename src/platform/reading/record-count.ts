import type { AnswerBudget } from '../limits/answer-budget';
import { bytesOf, type RecordSize } from './record-size';
import type { Row } from './row';

interface Seen {
  /** How often it was requested before it was loaded. */
  uses: number;
  /** Its size in the answer, once it is loaded. */
  bytes?: number;
}

/** Counts the single records of one field of a document, each as often as it appears in the answer, although it is read only once. */
export class RecordCount {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly budget: AnswerBudget,
    private readonly size: RecordSize,
  ) {}

  /** @returns why the operation is refused, once the answer is too large */
  add(key: string, row: Promise<Row | null>): Promise<never> | undefined {
    const known = this.seen.get(key);
    if (known && known.bytes === undefined) known.uses += 1;
    if (!known) this.await(key, row);
    this.budget.note(known?.bytes ?? 0, 1);
    const { refusal } = this.budget;
    return refusal && Promise.reject(refusal);
  }

  private await(key: string, row: Promise<Row | null>): void {
    const fresh: Seen = { uses: 1 };
    this.seen.set(key, fresh);
    row.then(
      (found) => {
        fresh.bytes = found ? bytesOf(found, this.size) : 0;
        this.budget.note(fresh.bytes * fresh.uses);
      },
      // The caller of the load handles the error.
      () => undefined,
    );
  }
}
