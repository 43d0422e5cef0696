import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH } from '../lib/paths.mjs';

/** Creates what a peer needs in addition to the hub's tables: the views that PostGraphile serves. */
export async function preparePeers(client) {
  await client.query(readFileSync(join(BENCH, 'database/graph.sql'), 'utf8'));
}
