import type { Asker } from '../asker';
import type { Horizon } from '../change-log/horizon';
import type { Database } from '../database';
import type { AnswerBudget } from '../limits/answer-budget';
import { Reads } from '../reading';
import { ListQuery, type Among } from '../reading/list-query';
import type { Model } from '../reading/model';
import type { ListArguments, Page } from '../reading/page';
import type { Info } from '../reading/row';
import type { FileRows } from './file-rows';

export interface FileReadsParts {
  readonly database: Database;
  readonly horizon: Horizon;
  readonly rows: FileRows;
  readonly budget: AnswerBudget;
}

/** The reads of one part of a file. Its root list has the next rows of the file; everything else is read as in any operation, within the same snapshot. */
export class FileReads extends Reads {
  private readonly fileRows: FileRows;

  constructor(asker: Asker, { database, horizon, rows, budget }: FileReadsParts) {
    super(database, asker, horizon, budget);
    this.fileRows = rows;
  }

  override async list(model: Model, args: ListArguments, info: Info, among?: Among): Promise<Page> {
    const query = new ListQuery(model, undefined, args, this.asker, info, among);
    // Before the snapshot is taken, or it would not have what is waited for.
    if (!this.fileRows.begun && typeof args.atLeast === 'string') await this.reach(args.atLeast);
    const page = await this.fileRows.next(query);
    this.answer.page(page, query);
    return page;
  }
}
