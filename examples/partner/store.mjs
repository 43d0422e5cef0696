import pg from 'pg';

/**
 * Our copy and its progress. `progress` has one row. During a snapshot, `page` is the cursor of its next page; after that it is null, and
 * `cursor` is the cursor of the last change in the copy.
 */
const TABLES = `
CREATE SCHEMA IF NOT EXISTS partner;
CREATE TABLE IF NOT EXISTS partner.program (
  id uuid PRIMARY KEY,
  version integer NOT NULL,
  data jsonb NOT NULL,
  -- The snapshot that had it last, or during which a message was about it.
  snapshot integer NOT NULL
);
CREATE TABLE IF NOT EXISTS partner.progress (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  snapshot integer NOT NULL,
  complete boolean NOT NULL,
  page text,
  cursor text NOT NULL
);`;

export class Store {
  constructor({ databaseUrl }) {
    this.pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    // The next query opens a new connection.
    this.pool.on('error', () => undefined);
  }

  async prepare() {
    await this.pool.query(TABLES);
  }

  /** @returns undefined until the first page of the first snapshot is stored */
  async progress() {
    const { rows } = await this.pool.query('SELECT snapshot, complete, page, cursor FROM partner.progress');
    return rows[0];
  }

  /** Stores a page of a snapshot and the progress in one transaction. With the last page, removes programs that were on no page. */
  async storePage(programs, { snapshot, page, cursor }) {
    const complete = page === null;
    await this.#transaction(async (client) => {
      for (const program of programs) await keep(client, program, snapshot);
      if (complete) await client.query('DELETE FROM partner.program WHERE snapshot < $1', [snapshot]);
      await client.query(
        `INSERT INTO partner.progress (snapshot, complete, page, cursor) VALUES ($1, $2, $3, $4)
         ON CONFLICT (only_row) DO UPDATE SET snapshot = $1, complete = $2, page = $3, cursor = $4`,
        [snapshot, complete, page, cursor],
      );
    });
  }

  /** Applies a message and stores its cursor in one transaction, so that no message is lost or applied twice. */
  async apply(message, snapshot) {
    await this.#transaction(async (client) => {
      if (message.__typename === 'ProgramChanged') await applyChange(client, message, snapshot);
      await client.query('UPDATE partner.progress SET cursor = $1', [message.cursor]);
    });
  }

  /** The whole copy. @returns values by id */
  async programs() {
    const { rows } = await this.pool.query('SELECT id, data FROM partner.program');
    return new Map(rows.map(({ id, data }) => [id, data]));
  }

  close() {
    return this.pool.end();
  }

  async #transaction(work) {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await work(client);
      await client.query('COMMIT');
      client.release();
    } catch (error) {
      // If the rollback fails, Postgres rolls back when the connection closes.
      client.release(true);
      throw error;
    }
  }
}

/** `program` is the program as it is now. If we may not read it any more (archived, merged), or it no longer matches our filter, we remove it. */
async function applyChange(client, { kind, programId, program }, snapshot) {
  if (kind === 'LEFT' || program === null) {
    await client.query('DELETE FROM partner.program WHERE id = $1', [programId]);
  } else {
    await keep(client, program, snapshot);
  }
}

/** Stores a program, but never an older version than the one that we have: a message may come late or twice. */
async function keep(client, program, snapshot) {
  await client.query(
    `INSERT INTO partner.program AS mine (id, version, data, snapshot) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET
       version = greatest(mine.version, excluded.version),
       data = CASE WHEN mine.version > excluded.version THEN mine.data ELSE excluded.data END,
       snapshot = excluded.snapshot`,
    [program.id, program.version, program, snapshot],
  );
}
