import type { Pool } from 'pg';
import { until } from './until';

/** The sessions of the hubs that work on the same database. */
export const OURS = `datname = current_database() AND application_name = 'equity-hub'`;

/** Resolves with the number of the hub's sessions that wait for a lock, once there are any. */
export function blocked(pool: Pool): Promise<number> {
  return until('a session of the hub waits for a lock', async () => {
    const { rowCount } = await pool.query(`SELECT FROM pg_stat_activity WHERE ${OURS} AND wait_event_type = 'Lock'`);
    return rowCount || undefined;
  });
}

/** Does something while another session holds the program. */
export async function whileHeld(pool: Pool, id: string, work: () => Promise<void>): Promise<void> {
  const session = await pool.connect();
  try {
    await session.query('BEGIN');
    await session.query('SELECT FROM program WHERE id = $1 FOR UPDATE', [id]);
    await work();
  } finally {
    await session.query('ROLLBACK');
    session.release();
  }
}
