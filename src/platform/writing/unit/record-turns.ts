import { Overloaded } from '../../errors';
import type { Deadline } from '../../limits/deadline';
import { LOCKERS, LOCK_QUEUE } from '../../limits/share-sizes';

/** How long a mutation waits for its turn at a record, in milliseconds: the same as Postgres' timeout for locks. */
const TURN_WAIT = 4_500;

export const CROWDED_MESSAGE = 'Other requests are changing the same records right now; try again in a moment.';

/** Too many others already wait for the record. The mutation must end its transaction, wait for its turn, and start again. */
export class RecordBusy extends Error {
  constructor(readonly key: string) {
    super('too many others already wait for the record');
  }
}

interface Place {
  /** The number of statements that lock the record, or wait for it in Postgres. */
  under: number;
  readonly waiting: (() => void)[];
}

/**
 * Limits how many mutations wait for one record in Postgres, because each of them holds a connection. The others wait here, one after
 * another, without a connection. A key stands for a record: any text that is equal for mutations that may have to wait for each other.
 */
export class RecordTurns {
  private readonly places = new Map<string, Place>();

  /** The turns of a new mutation. */
  begin(): Turns {
    return new Turns(this);
  }

  /** @returns false if the limit is reached */
  enter(key: string): boolean {
    const place = this.places.get(key);
    if (place && place.under >= LOCKERS) return false;
    if (place) place.under += 1;
    else this.places.set(key, { under: 1, waiting: [] });
    return true;
  }

  /** Gives the place to the first in the queue. */
  leave(key: string): void {
    const place = this.places.get(key);
    if (!place) return;
    const next = place.waiting.shift();
    if (next) return next();
    place.under -= 1;
    if (place.under === 0) this.places.delete(key);
  }

  /** Waits for a place and takes it. @throws ClientError OVERLOADED, TIMEOUT */
  async wait(key: string, deadline: Deadline): Promise<void> {
    if (this.enter(key)) return;
    const { waiting } = this.places.get(key) as Place;
    if (waiting.length >= LOCK_QUEUE) throw new Overloaded(CROWDED_MESSAGE);
    let timer: NodeJS.Timeout | undefined;
    let enter = (): void => undefined;
    const turn = new Promise<void>((done, fail) => {
      enter = done;
      timer = setTimeout(() => fail(new Overloaded(CROWDED_MESSAGE)), TURN_WAIT);
    });
    waiting.push(enter);
    try {
      await deadline.during(turn);
    } catch (error) {
      const index = waiting.indexOf(enter);
      if (index >= 0) waiting.splice(index, 1);
      // The place came just before the end of the wait.
      else this.leave(key);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The turns of one mutation. */
export class Turns {
  private readonly held = new Set<string>();
  /** The records that its transaction has locked. It never has to wait for them again. */
  private readonly locked = new Set<string>();

  constructor(private readonly all: RecordTurns) {}

  /** Runs a statement that may have to wait for locks of these records. @throws RecordBusy if too many already wait for one of them */
  async during<T>(keys: readonly string[], statement: () => Promise<T>): Promise<T> {
    const open = keys.filter((key) => !this.locked.has(key));
    for (const key of open) {
      if (this.held.has(key)) continue;
      if (!this.all.enter(key)) throw new RecordBusy(key);
      this.held.add(key);
    }
    try {
      const result = await statement();
      for (const key of open) this.locked.add(key);
      return result;
    } finally {
      for (const key of open) if (this.held.delete(key)) this.all.leave(key);
    }
  }

  /** Waits for its turn at a record. Must be called outside of a transaction. @throws ClientError OVERLOADED, TIMEOUT */
  async wait(key: string, deadline: Deadline): Promise<void> {
    this.release();
    await this.all.wait(key, deadline);
    this.held.add(key);
  }

  /** Gives back all turns that the mutation still holds. Call it when its transaction has ended. */
  release(): void {
    for (const key of this.held) this.all.leave(key);
    this.held.clear();
    this.locked.clear();
  }
}
