import type { AnswerBudget } from '../limits/answer-budget';
import { bytesOf, type RecordSize } from './record-size';
import type { Row } from './row';

interface Seen {
  /** How often it was asked for before it was there. */
  uses: number;
  /** What it takes each time, once it is there. */
  bytes?: number;
}

/** Counts the single records that one field of a document leads to, each as often as it goes into the answer, though it is read once. */
export class RecordCount {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly budget: AnswerBudget,
    private readonly size: RecordSize,
  ) {}

  /** @returns why the operation may not be answered, once there is too much */
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
      // Whoever asked for it hears of it.
      () => undefined,
    );
  }
}
