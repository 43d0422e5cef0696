import type { Role } from '../access/viewer';
import { ClientError } from '../errors';
import { withPlace } from '../placed-error';
import { ANSWER_BYTES, ROW_BUDGET } from './limits';

/** Up to this many fields, a record counts once. */
const FIELDS_OF_A_RECORD = 8;

/** How much one operation may still answer: in records, and in bytes. */
export class AnswerBudget {
  private rows = 0;
  private bytes = 0;
  private readonly most: { readonly rows: number; readonly bytes: number };
  /** Why the operation may not be answered, once there is more than may be. */
  refusal: ClientError | undefined;

  constructor(role: Role) {
    this.most = { rows: ROW_BUDGET[role], bytes: ANSWER_BYTES[role] };
  }

  /** Those that have been counted. */
  get records(): number {
    return this.rows;
  }

  /** One more than may be read: a statement that is limited to it and fills it has asked for too much. */
  get limit(): number {
    return Math.max(this.most.rows - this.rows, 0) + 1;
  }

  /**
   * Counts records that go into the answer, each as often as it does. One with many fields counts for more.
   * @param bytes what they take in the answer, at least
   * @throws ClientError QUERY_TOO_COSTLY once there is more than may be
   */
  spend(rows: number, fields: number, bytes: number): void {
    this.note(bytes, rows * Math.ceil(fields / FIELDS_OF_A_RECORD));
    if (this.refusal) throw this.refusal;
  }

  /** The same where nothing may be thrown: see `refusal`. */
  note(bytes: number, rows = 0): void {
    this.rows += rows;
    this.bytes += bytes;
    if (this.rows > this.most.rows) this.refuse(`The answer would have more than ${this.most.rows} records.`);
    if (this.bytes > this.most.bytes) this.refuse(tooLarge(this.most.bytes));
  }

  private refuse(what: string): void {
    const message = `${what} Ask for smaller pages, for fewer lists in lists, or for less of each record.`;
    this.refusal ??= withPlace(new ClientError('QUERY_TOO_COSTLY', message, { budget: this.most.rows }));
  }
}

/** What a client reads whose answer has too many bytes. */
export function tooLarge(most: number): string {
  return `The answer would have more than ${most / 1_000_000} MB.`;
}
