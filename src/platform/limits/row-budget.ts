import { sharedError, ClientError } from '../errors';

/** Up to this many fields, a record counts once. */
const FIELDS_OF_A_RECORD = 8;

/** How many records one operation may still answer. */
export class RowBudget {
  private spent = 0;
  /** Why the operation may not be answered, once there are more records than may be. */
  refusal: ClientError | undefined;

  constructor(private readonly budget: number) {}

  /** Those that have been counted. */
  get records(): number {
    return this.spent;
  }

  /** One more than may be read: a statement that is limited to it and fills it has asked for too much. */
  get limit(): number {
    return Math.max(this.budget - this.spent, 0) + 1;
  }

  /**
   * Counts records that go into the answer, each as often as it does. One with many fields counts for more.
   * @throws ClientError QUERY_TOO_COSTLY once there are more than may be
   */
  spend(rows: number, fields = 1): void {
    this.spent += rows * Math.ceil(fields / FIELDS_OF_A_RECORD);
    if (this.spent <= this.budget) return;
    const message = `The answer would have more than ${this.budget} records. Ask for smaller pages, or for fewer lists in lists.`;
    this.refusal ??= sharedError(new ClientError('QUERY_TOO_COSTLY', message, { budget: this.budget }));
    throw this.refusal;
  }
}
