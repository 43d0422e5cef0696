import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';

/** The time between two queries, in milliseconds. */
const LOOK = 10;

/** An identity column in a separate table. It is filled in the writer's transaction, as it would be in the log itself. */
const IDENTITY = `
CREATE TABLE chaos_identity (place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid);
CREATE FUNCTION chaos_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO chaos_identity (id) VALUES (NEW.id); RETURN NEW; END $$;
CREATE TRIGGER chaos_identity AFTER INSERT ON change FOR EACH ROW EXECUTE FUNCTION chaos_identity()`;

const CURSORS = [
  { name: 'an identity column', from: 'chaos_identity', column: 'place', type: 'bigint', start: '0' },
  { name: 'the latest time', from: 'change', column: 'occurred_at', type: 'timestamptz', start: '-infinity' },
] as const;

/** How many changes a kind of cursor missed. */
export interface Missed {
  readonly cursor: string;
  readonly missed: number;
  readonly changes: number;
}

/** Followers of the log that use the last value of a column as their cursor. It looks right, but misses changes. */
export class NaiveFollowers {
  private readonly seen = CURSORS.map(() => new Set<string>());
  private readonly places: string[] = CURSORS.map(({ start }) => start);
  private stopped = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly pool: Pool) {}

  async prepare(): Promise<void> {
    await this.pool.query(IDENTITY);
  }

  start(): void {
    this.running = Promise.all(CURSORS.map((_, index) => this.follow(index)));
  }

  /** Queries once more at the end, and then reports. */
  async stop(): Promise<Missed[]> {
    this.stopped = true;
    await this.running;
    const { rows } = await this.pool.query<{ id: string }>('SELECT id FROM chaos_identity');
    return CURSORS.map(({ name }, index) => ({
      cursor: name,
      missed: rows.filter(({ id }) => !this.seen[index]?.has(id)).length,
      changes: rows.length,
    }));
  }

  private async follow(index: number): Promise<void> {
    for (let last = false; !last;) {
      last = this.stopped;
      // Postgres is killed now and then; the next query continues from the same place.
      await this.look(index).catch(() => (last = false));
      await wait(LOOK);
    }
  }

  private async look(index: number): Promise<void> {
    const cursor = CURSORS[index] as (typeof CURSORS)[number];
    const { rows } = await this.pool.query<{ id: string; place: string }>(
      `SELECT id, ${cursor.column}::text AS place FROM ${cursor.from} WHERE ${cursor.column} > $1::${cursor.type} ORDER BY ${cursor.column}`,
      [this.places[index]],
    );
    for (const { id } of rows) this.seen[index]?.add(id);
    this.places[index] = rows.at(-1)?.place ?? (this.places[index] as string);
  }
}
