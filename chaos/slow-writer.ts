import { setTimeout as wait } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { WriterParts } from './writers';

/** How long a transaction stays open after its change is written, in milliseconds, and the share of those that stay open for long. */
const HELD = { least: 5, most: 250, long: 3_000, chance: 0.02 } as const;
/** The share of transactions that are rolled back. */
const UNDONE = 0.2;
/** How long to wait before trying again if Postgres is not running, in milliseconds. */
const PAUSE = 50;

/**
 * Writes with SQL, like the hub's own writer, but keeps transactions open. So their changes become visible later than changes that were
 * written after them.
 */
export class SlowWriter {
  private turn = 0;

  constructor(
    private readonly parts: Omit<WriterParts, 'client'>,
    private readonly pool: Pool,
  ) {}

  async run(): Promise<void> {
    while (await this.parts.pace.goOn()) {
      this.turn += 1;
      await this.write(`written slowly by ${this.parts.name} in turn ${this.turn}`);
    }
  }

  private async write(text: string): Promise<void> {
    const { random, ledger } = this.parts;
    const undone = random.chance(UNDONE);
    const held = random.chance(HELD.chance) ? HELD.long : random.between(HELD.least, HELD.most);
    const id = random.pick(this.parts.stock.ids);
    let client: PoolClient | undefined;
    let committing = false;
    try {
      client = await this.pool.connect();
      await client.query('BEGIN');
      await change(client, id, text);
      await wait(held);
      committing = !undone;
      await client.query(undone ? 'ROLLBACK' : 'COMMIT');
      client.release();
      if (undone) ledger.undid([text]);
      else ledger.committed([text]);
    } catch (error) {
      client?.release(error as Error);
      // If a COMMIT was sent but not answered, the outcome is unknown. Otherwise nothing was committed.
      if (committing) ledger.lostSightOf(text);
      else ledger.undid([text]);
      await wait(PAUSE);
    }
  }
}

async function change(client: PoolClient, id: string, text: string): Promise<void> {
  const { rows } = await client.query<{ description: string | null; version: number }>(
    'SELECT description, version FROM program WHERE id = $1 FOR UPDATE',
    [id],
  );
  const [row] = rows;
  if (!row) return;
  const { rows: written } = await client.query<{ moment: Date }>(
    `UPDATE program SET description = $2, version = version + 1, updated_at = clock_timestamp() WHERE id = $1
     RETURNING updated_at AS moment`,
    [id, text],
  );
  const changes = [{ field: 'description', before: row.description, after: text }];
  await client.query(
    `INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, actor, occurred_at)
     VALUES (gen_random_uuid(), 'program', $1, 'UPDATED', $2, $3, 'PUBLIC', 'chaos', $4)`,
    [id, row.version + 1, JSON.stringify(changes), written[0]?.moment],
  );
}
