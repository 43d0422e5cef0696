import type { Asker } from '../../asker';
import { transactionDatabase, type Database } from '../../database';
import type { ChangeLog } from '../../change-log/change-log';
import { Reads } from '../../reading';
import type { Done, Rehearsal, Work, WriteRequest } from './work';
import type { Writer } from './writer';

/** What writing needs of the hub. */
export interface WritingParts {
  readonly writer: Writer;
  /** Reads of the primary, which has what was just written. */
  readonly primary: Database;
  readonly changeLog: ChangeLog;
}

/** The writing of one operation: one mutation after the other. */
export class Writing {
  private rehearsal: Rehearsal | undefined;

  constructor(
    private readonly parts: WritingParts,
    private readonly asker: Asker,
  ) {}

  async do(request: WriteRequest, work: Work): Promise<Done> {
    const done = await this.parts.writer.write(request, work);
    this.rehearsal = done.rehearsal;
    return done;
  }

  /** Fresh reads that see what was done, or rehearsed. */
  reads({ rehearsal }: Done): Reads {
    const { primary, changeLog } = this.parts;
    return new Reads(rehearsal ? transactionDatabase(rehearsal.client) : primary, this.asker, changeLog.horizon);
  }

  /** The place of changes in the log, once they are numbered; nothing where that cannot be told right now. */
  positionOf(changeIds: readonly string[]): Promise<string | undefined> {
    return this.parts.changeLog.position(changeIds);
  }

  /** Undoes what was rehearsed. To be called when nobody reads of it any more. */
  async end(): Promise<void> {
    const { rehearsal } = this;
    this.rehearsal = undefined;
    await rehearsal?.end();
  }
}
