import type { AnswerBudget } from '../limits/answer-budget';
import { bytesOf, type RecordSize } from './record-size';
import type { Row } from './row';

interface Seen {
  /** How often it was requested before it was loaded. */
  uses: number;
  /** Its size in the answer, once it is loaded. */
  bytes?: number;
}

/** Loads a record by its key. */
export interface RecordLoader {
  load(key: string): Promise<Row | null>;
}

/** Counts the single records of one field of a document, each as often as it appears in the answer, although it is read only once. */
export class RecordCount {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly budget: AnswerBudget,
    private readonly size: RecordSize,
  ) {}

  /** Loads a record, unless the answer is too large: nobody would wait for such a load, and its error would be handled by nothing. */
  load(key: string, loader: RecordLoader): Promise<Row | null> {
    const known = this.seen.get(key);
    if (known && known.bytes === undefined) known.uses += 1;
    this.budget.note(known?.bytes ?? 0, 1);
    const { refusal } = this.budget;
    if (refusal) return Promise.reject(refusal);
    const row = loader.load(key);
    if (!known) this.await(key, row);
    return row;
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
