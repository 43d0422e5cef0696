import type { Asker } from '../asker';
import type { Database } from '../database';
import { ClientError } from '../errors';
import type { ListQuery } from '../reading/list-query';
import type { Page, PageCounts } from '../reading/page';
import type { Row } from '../reading/row';
import { HEAD, HEAD_LIST, headCursor } from '../reading/stream-cursor';

/** How many rows a file may have. */
export interface FileBound {
  /** As the client wants: no more are read. */
  readonly first: number | undefined;
  /** As its role may take: with more, there is no file. */
  readonly most: number;
}

/** How long Postgres waits for the client of a file before it ends the transaction, in milliseconds: longer than the hub does. */
const IDLE = 40_000;
const BEGIN = `SELECT ${HEAD_LIST}, set_config('idle_in_transaction_session_timeout', '${IDLE}', true) FROM ${HEAD}`;
const CURSOR = 'hub_file';

/** A file has only rows, so nobody asks for these. */
const NO_COUNTS: PageCounts = {
  total: () => Promise.resolve(0),
  aggregate: () => Promise.resolve({}),
  groups: () => Promise.resolve([]),
};

/**
 * The rows of a list in one snapshot, which a cursor of Postgres reads part by part. It is a cursor of SQL: one of the protocol, such as pg-cursor's, keeps its
 * connection for itself, and the related records of each part are read on the same one.
 */
export class FileRows {
  /** The place of the change log in the snapshot. */
  place: string | undefined;
  /** How many rows the next part has. */
  size: number;
  /** Whether all rows have been read. */
  ended = false;
  private left: number;

  constructor(
    private readonly database: Database,
    private readonly asker: Asker,
    private readonly bound: FileBound,
    size: number,
  ) {
    this.size = size;
    this.left = bound.first ?? bound.most;
  }

  /** Whether the snapshot has been taken. */
  get begun(): boolean {
    return this.place !== undefined;
  }

  /** The next rows, as a page of the list. @throws ClientError QUERY_TOO_COSTLY if the list has more rows than it may */
  async next(query: ListQuery): Promise<Page> {
    if (!this.begun) await this.begin(query);
    const wanted = Math.min(this.size, this.left);
    const rows = wanted > 0 ? await this.run<Row>(`FETCH FORWARD ${wanted} FROM ${CURSOR}`) : [];
    this.left -= rows.length;
    this.ended = rows.length < wanted || this.left === 0;
    return query.part(rows, NO_COUNTS);
  }

  private async begin(query: ListQuery): Promise<void> {
    const [head = {}] = await this.run<Row>(BEGIN);
    if (this.bound.first === undefined) await this.checkCount(query);
    const { text, values } = query.allRows(this.left);
    await this.run(`DECLARE ${CURSOR} NO SCROLL CURSOR FOR ${text}`, values);
    this.place = headCursor(head);
  }

  private async checkCount(query: ListQuery): Promise<void> {
    const { most } = this.bound;
    const { text, values } = query.countAll(most + 1);
    const [counted] = await this.run<{ count: number }>(text, values);
    this.left = counted?.count ?? 0;
    if (this.left > most) throw tooMany(most);
  }

  private run<T extends Row>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.database.rows<T>({ text, values, short: false }, this.asker);
  }
}

/** @param most how many rows the viewer's files may have */
export function tooMany(most: number, first?: number): ClientError {
  const what = first === undefined ? 'The list has' : `first is ${first}, which is`;
  const count = most.toLocaleString('en-US');
  return new ClientError(
    'QUERY_TOO_COSTLY',
    `${what} more than the ${count} rows that a file of yours may have; narrow it with where, or give first: ${most} and read on with after.`,
  );
}
