import pg from 'pg';

/** Every target gets the same number of connections. */
export const POOL_SIZE = 10;

/** The pool of a hand-written peer. */
export function createPool() {
  return new pg.Pool({ connectionString: process.env.DATABASE_URL, max: POOL_SIZE });
}

/**
 * Text of a statement → a query that the connection prepares once. `manager.query` and plain `pool.query(text)` parse and plan each time.
 * @returns {(pool: pg.Pool, values: unknown[]) => Promise<object[]>} rows
 */
export function prepared(name, text) {
  return async (pool, values) => (await pool.query({ name, text, values })).rows;
}
