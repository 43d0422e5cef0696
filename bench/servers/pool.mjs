import pg from 'pg';

/** Every target gets the same number of connections. */
export const POOL_SIZE = 10;

/** The pool of a hand-written peer. */
export function createPool() {
  return new pg.Pool({ connectionString: process.env.DATABASE_URL, max: POOL_SIZE });
}

/**
 * Text of a statement → a query that each connection prepares once. `manager.query` and plain `pool.query(text)` would parse and plan it each time.
 * @returns {(pool: pg.Pool, values: unknown[]) => Promise<object[]>} rows
 */
export function prepared(name, text) {
  return async (pool, values) => (await pool.query({ name, text, values })).rows;
}
