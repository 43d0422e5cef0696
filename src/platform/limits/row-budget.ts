import { ClientError } from '../errors';

/** How many rows one operation may still read. */
export class RowBudget {
  private spent = 0;

  constructor(private readonly budget: number) {}

  /** One more than may be read: a statement that is limited to it and fills it has asked for too much. */
  get limit(): number {
    return Math.max(this.budget - this.spent, 0) + 1;
  }

  /** @throws ClientError QUERY_TOO_COSTLY once more was read than may be */
  spend(rows: number): void {
    this.spent += rows;
    if (this.spent <= this.budget) return;
    const message = `The operation reads more than ${this.budget} records. Ask for smaller pages, or for fewer lists in lists.`;
    throw new ClientError('QUERY_TOO_COSTLY', message, { budget: this.budget });
  }
}
