import { Overloaded } from '../../errors';
import type { Deadline } from '../../limits/deadline';
import { LOCKERS, LOCK_QUEUE } from '../../limits/share-sizes';

/** How long a mutation waits for its turn at a record, in milliseconds: as long as Postgres would have it wait for the lock. */
const TURN_WAIT = 4_500;

export const CROWDED_MESSAGE = 'Too many others are changing the same records right now; try again in a moment.';

/** Others wait for it already: the transaction is to be given up, its turn waited for, and the work be done again from its start. */
export class RecordBusy extends Error {
  constructor(readonly key: string) {
    super('others wait for the record already');
  }
}

interface Place {
  /** Statements that lock it, or wait for it in Postgres. */
  under: number;
  readonly waiting: (() => void)[];
}

/**
 * Who may wait for which record in Postgres. Whoever waits there holds a connection, so for each record a few do; the others wait here, one after the
 * other, without one. Records go by keys: any text that is the same for those who may have to wait for each other.
 */
export class RecordTurns {
  private readonly places = new Map<string, Place>();

  /** What one mutation takes. */
  begin(): Turns {
    return new Turns(this);
  }

  /** @returns false where as many are at it as may be */
  enter(key: string): boolean {
    const place = this.places.get(key);
    if (place && place.under >= LOCKERS) return false;
    if (place) place.under += 1;
    else this.places.set(key, { under: 1, waiting: [] });
    return true;
  }

  /** The place goes to the first of those who wait. */
  leave(key: string): void {
    const place = this.places.get(key);
    if (!place) return;
    const next = place.waiting.shift();
    if (next) return next();
    place.under -= 1;
    if (place.under === 0) this.places.delete(key);
  }

  /** Resolves when there is a place, which is then taken. @throws ClientError OVERLOADED, TIMEOUT */
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
      // It was given just then.
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

  constructor(private readonly all: RecordTurns) {}

  /** Runs a statement that may have to wait for others at these records. @throws RecordBusy where enough wait for one of them already */
  async during<T>(keys: readonly string[], statement: () => Promise<T>): Promise<T> {
    for (const key of keys) {
      if (this.held.has(key)) continue;
      if (!this.all.enter(key)) throw new RecordBusy(key);
      this.held.add(key);
    }
    try {
      return await statement();
    } finally {
      for (const key of keys) if (this.held.delete(key)) this.all.leave(key);
    }
  }

  /** While it has no transaction: waits for its turn at a record. @throws ClientError OVERLOADED, TIMEOUT */
  async wait(key: string, deadline: Deadline): Promise<void> {
    this.release();
    await this.all.wait(key, deadline);
    this.held.add(key);
  }

  /** Gives back what is still held. */
  release(): void {
    for (const key of this.held) this.all.leave(key);
    this.held.clear();
  }
}
