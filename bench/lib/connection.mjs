import pg from 'pg';
import { atEnd } from './cleanup.mjs';
import { Failure } from './failure.mjs';

/** The benchmark's own connection, for creating data and inputs. */
export async function connectTo(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
  } catch (error) {
    throw new Failure(`cannot connect to the database: ${error.message || error.code}`);
  }
  // Postgres keeps running while somebody is connected. So this connection must be closed first, even after an interruption.
  atEnd(() => client.end());
  client.on('error', () => {});
  return client;
}
