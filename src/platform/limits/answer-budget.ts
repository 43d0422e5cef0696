import type { Role } from '../access/viewer';
import { ClientError } from '../errors';
import { withPlace } from '../placed-error';
import { ANSWER_BYTES, ROW_BUDGET } from './limits';

/** A record with up to this many fields counts once. */
const FIELDS_OF_A_RECORD = 8;

/** How many records a record with so many fields counts for. */
export function recordsOf(fields: number): number {
  return Math.ceil(fields / FIELDS_OF_A_RECORD);
}

/** How many records and bytes the answer of one operation may still have. */
export class AnswerBudget {
  private rows = 0;
  private bytes = 0;
  private readonly most: { readonly rows: number; readonly bytes: number };
  /** Why the operation is refused, once its answer is too large. */
  refusal: ClientError | undefined;

  constructor(
    role: Role,
    most: { readonly rows: number; readonly bytes: number } = { rows: ROW_BUDGET[role], bytes: ANSWER_BYTES[role] },
  ) {
    this.most = most;
  }

  /** The bytes counted so far. */
  get size(): number {
    return this.bytes;
  }

  /** The records and bytes counted so far. */
  get records(): number {
    return this.rows;
  }

  /** One row more than may be read. A statement with this LIMIT that returns all of its rows asked for too much. */
  get limit(): number {
    return Math.max(this.most.rows - this.rows, 0) + 1;
  }

  /**
   * Counts records of the answer, each as often as it appears there. A record with many fields counts several times.
   * @param bytes the least that they take in the answer
   * @throws ClientError QUERY_TOO_COSTLY once the answer is too large
   */
  spend(rows: number, fields: number, bytes: number): void {
    this.note(bytes, rows * recordsOf(fields));
    if (this.refusal) throw this.refusal;
  }

  /** The same without throwing: see `refusal`. */
  note(bytes: number, rows = 0): void {
    this.rows += rows;
    this.bytes += bytes;
    if (this.rows > this.most.rows) this.refuse(`The answer would have more than ${this.most.rows} records.`);
    if (this.bytes > this.most.bytes) this.refuseBytes();
  }

  /** Refuses an answer with too many bytes. */
  refuseBytes(most = this.most.bytes): ClientError {
    return this.refuse(`The answer would have more than ${most / 1_000_000} MB.`);
  }

  private refuse(what: string): ClientError {
    const message = `${what} Ask for smaller pages, fewer nested lists or fewer fields of each record.`;
    return (this.refusal ??= withPlace(new ClientError('QUERY_TOO_COSTLY', message, { budget: this.most.rows })));
  }
}
