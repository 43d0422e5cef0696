import pg from 'pg';
import { atEnd } from './cleanup.mjs';
import { Failure } from './failure.mjs';

/** The benchmark's own connection, for the data and the inputs. */
export async function connectTo(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
  } catch (error) {
    throw new Failure(`cannot connect to the database: ${error.message || error.code}`);
  }
  // Postgres is left running for whoever is still connected: also when the benchmark is interrupted, this connection is closed first.
  atEnd(() => client.end());
  client.on('error', () => {});
  return client;
}
