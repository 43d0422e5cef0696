import { codeOf } from '../../code-of';
import type { StatementListener } from '../../database';
import { databaseError, isOutdated } from '../../database-errors';
import { Overloaded } from '../../errors';
import { answered, remember } from './idempotency';
import { Transaction, type SharedSource } from './transaction';
import { OVERTAKEN } from './overtaken';
import { CROWDED_MESSAGE, RecordBusy, RecordTurns, type Turns } from './record-turns';
import { Unit } from './unit';
import { warningsOf } from '../verbs/alike';
import type { WrittenTypes } from '../model/written-types';
import type { Done, Rehearsal, Work, WriteRequest } from './work';

/** A deadlock, a serialization failure, a record that appeared after the lookup: errors that come from concurrent writers. */
const CROWDED = new Set(['40P01', '40001', OVERTAKEN]);
/** After these errors, and after a unique violation, a second attempt can succeed. */
const RETRIED = new Set([...CROWDED, '23505']);
/** The wait for a lock timed out. */
const LOCK_NOT_AVAILABLE = '55P03';
const CANCELLED = '57014';

/** Whether the same work may well succeed when it is done again from the start, in a transaction of its own. */
export function mayPass(error: unknown): boolean {
  return RETRIED.has(codeOf(error)) || isOutdated(error);
}

/** How often such work is begun, at most. */
export const ATTEMPTS = 4;

/** Runs mutations in transactions on the primary. */
export class Writer {
  private readonly records = new RecordTurns();

  constructor(
    private readonly shared: SharedSource,
    private readonly onStatement: StatementListener,
    private readonly types: WrittenTypes,
    private readonly citationsRequired = false,
  ) {}

  /** @throws ClientError if the database is away, too many others write the same records, or the input cannot be stored */
  async write(request: WriteRequest, work: Work): Promise<Done> {
    const turns = this.records.begin();
    const { deadline } = request.asker;
    // Waits without a connection, since the record to wait for is already known.
    if (request.recordId) await turns.wait(request.recordId, deadline);
    let attempts = 0;
    for (;;) {
      try {
        return await this.attempt(request, work, turns);
      } catch (error) {
        if (error instanceof RecordBusy) {
          await turns.wait(error.key, deadline);
          continue;
        }
        attempts += 1;
        if (attempts < ATTEMPTS && mayPass(error)) continue;
        if (CROWDED.has(codeOf(error)) || isWaiting(error)) throw new Overloaded(CROWDED_MESSAGE).because(error);
        throw databaseError(error);
      }
    }
  }

  /** Gives back the turns however it ends, even if there is no connection for it. */
  private async attempt(request: WriteRequest, work: Work, turns: Turns): Promise<Done> {
    try {
      return await this.transact(request, work, turns);
    } finally {
      turns.release();
    }
  }

  private async transact(request: WriteRequest, work: Work, turns: Turns): Promise<Done> {
    const transaction = await Transaction.on(this.shared, request.asker, this.onStatement);
    try {
      await transaction.begin();
      const done = await this.perform(transaction, request, work, turns);
      if (request.dryRun && !done.refused) return { ...done, rehearsal: rehearsal(transaction) };
      await (done.refused ? transaction.rollBack() : transaction.commit());
      return done;
    } catch (error) {
      await transaction.rollBack(error);
      throw error;
    }
  }

  private async perform(transaction: Transaction, request: WriteRequest, work: Work, turns: Turns): Promise<Done> {
    const { manager } = transaction;
    const known = await answered({ manager, turns }, request);
    if (known) return known;
    const unit = new Unit(transaction, request.asker.viewer, turns, this.types, this.citationsRequired);
    const { written, ...result } = await work(unit);
    if (result.refused) return { ...result, changes: [] };
    await unit.flush();
    const done = { ...result, warnings: await warningsOf(unit, written), changes: unit.changes };
    await remember(manager, request, done);
    return done;
  }
}

function rehearsal(transaction: Transaction): Rehearsal {
  return { client: transaction.client, end: () => transaction.rollBack() };
}

/** Whether the statement timed out while it waited for locks, perhaps for several in turn. */
function isWaiting(error: unknown): boolean {
  const state = codeOf(error);
  const where = error instanceof Error && 'where' in error ? String(error.where) : '';
  return state === LOCK_NOT_AVAILABLE || (state === CANCELLED && where.startsWith('while locking tuple'));
}
