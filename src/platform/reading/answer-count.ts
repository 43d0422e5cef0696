import type { Role } from '../access/viewer';
import { AnswerBudget } from '../limits/answer-budget';
import type { Group } from './schema/group-types';
import type { ListQuery } from './list-query';
import type { Model } from './model';
import type { Page } from './page';
import { RecordCount } from './record-count';
import { bytesOfAll, lengthOf, recordSize } from './record-size';
import type { Info, Row } from './row';

/** Counts what goes into the answer of one operation, as it is read. Each method throws QUERY_TOO_COSTLY once there is more than may be. */
export class AnswerCount {
  readonly budget: AnswerBudget;
  /** Nothing stands in the answer that could be far larger than what was counted. */
  measured = true;
  private readonly fields = new Map<unknown, RecordCount>();

  constructor(role: Role) {
    this.budget = new AnswerBudget(role);
  }

  page({ nodes, read }: Page, { selection, rowSize }: ListQuery): void {
    this.budget.spend(read, selection.fields, bytesOfAll(nodes, rowSize));
  }

  rows(rows: readonly Row[], { type }: Model, info: Info): void {
    const size = recordSize(info.fieldNodes, info, type);
    this.budget.spend(rows.length, size.values.size, bytesOfAll(rows, size));
  }

  /**
   * A record that is to be loaded, counted as often as it is asked for. Rejects, and never throws: see `guard`.
   * @returns the record
   */
  record({ type }: Model, info: Info, key: string, row: Promise<Row | null>): Promise<Row | null> {
    const field = info.fieldNodes;
    const known = this.fields.get(field);
    const count = known ?? new RecordCount(this.budget, recordSize(field, info, type));
    if (!known) this.fields.set(field, count);
    return count.add(key, row) ?? row;
  }

  groups(groups: readonly Group[]): void {
    const bytes = groups.reduce((sum, { keys }) => sum + lengthOf(keys.map(({ value, label }) => [value, label])), 0);
    this.budget.spend(groups.length, 1 + (groups[0]?.keys.length ?? 0), bytes);
  }

  /** Values beside records, such as the entries of a change: once, although a client may ask for them under many names. */
  values(values: readonly object[]): void {
    this.measured = false;
    const bytes = values.reduce((sum, value) => sum + lengthOf(Object.values(value)), 0);
    this.budget.spend(values.length, 1, bytes);
  }
}
