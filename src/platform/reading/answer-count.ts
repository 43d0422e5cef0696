import type { Role } from '../access/viewer';
import { AnswerBudget } from '../limits/answer-budget';
import type { Computed } from './aggregating/computed';
import type { ListQuery } from './list-query';
import type { Model } from './model';
import type { Page } from './page';
import { RecordCount, type RecordLoader } from './record-count';
import { bytesOfAll, lengthOf, recordSize } from './record-size';
import type { Info, Row } from './row';

/** Counts the records and values of one answer while they are read. Each method throws QUERY_TOO_COSTLY once the answer is too large. */
export class AnswerCount {
  /** Whether the answer cannot be far larger than what was counted. */
  measured = true;
  private readonly fields = new Map<unknown, RecordCount>();

  constructor(
    role: Role,
    readonly budget = new AnswerBudget(role),
  ) {}

  page({ nodes, read }: Page, { selection, rowSize }: ListQuery): void {
    this.budget.spend(read, selection.fields, bytesOfAll(nodes, rowSize));
  }

  rows(rows: readonly Row[], { type }: Model, info: Info): void {
    const size = recordSize(info.fieldNodes, info, type);
    this.budget.spend(rows.length, size.values.size, bytesOfAll(rows, size));
  }

  /**
   * Loads a record, and counts it as often as it is requested. Rejects and never throws: see `guard`.
   */
  record({ type }: Model, info: Info, key: string, loader: RecordLoader): Promise<Row | null> {
    const field = info.fieldNodes;
    const known = this.fields.get(field);
    const count = known ?? new RecordCount(this.budget, recordSize(field, info, type));
    if (!known) this.fields.set(field, count);
    return count.load(key, loader);
  }

  /** Counts what is computed of a list. */
  computed({ records, fields, bytes }: ReturnType<Computed['size']>): void {
    this.budget.spend(records, fields, bytes);
  }

  /** Counts values other than records, such as the entries of a change: once, although a client can select them under many aliases. */
  values(values: readonly object[]): void {
    this.measured = false;
    const bytes = values.reduce((sum, value) => sum + lengthOf(Object.values(value)), 0);
    this.budget.spend(values.length, 1, bytes);
  }
}
