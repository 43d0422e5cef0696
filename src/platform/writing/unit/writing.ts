import { randomUUID } from 'node:crypto';
import type { Asker } from '../../asker';
import { transactionDatabase, type Database } from '../../database';
import type { ChangeLog } from '../../change-log/change-log';
import { Reads } from '../../reading';
import type { Done, Rehearsal, Work, WriteRequest } from './work';
import type { Writer } from './writer';

/** The parts of the hub that writing needs. */
export interface WritingParts {
  readonly writer: Writer;
  /** Reads from the primary, which has what was just written. */
  readonly primary: Database;
  readonly changeLog: ChangeLog;
}

/** Runs the mutations of one operation, one after another. */
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

  /** Fresh reads that see the changes, also those of a dry run. */
  reads({ rehearsal }: Done): Reads {
    const { primary, changeLog } = this.parts;
    const { horizon } = changeLog;
    if (!rehearsal) return new Reads(primary, this.asker, horizon);
    const asker = { ...this.asker, preview: randomUUID().slice(0, 8) };
    return new Reads(transactionDatabase(rehearsal.client), asker, horizon);
  }

  /** The cursor of changes in the log, once they are numbered; undefined if the log is unavailable. */
  positionOf(changeIds: readonly string[]): Promise<string | undefined> {
    return this.parts.changeLog.position(changeIds);
  }

  /** Rolls back the dry run. Call it when nothing reads from it any longer. */
  async end(): Promise<void> {
    const { rehearsal } = this;
    this.rehearsal = undefined;
    await rehearsal?.end();
  }
}
