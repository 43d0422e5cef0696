import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH } from '../lib/paths.mjs';

/** Makes again what a peer needs beside the hub's tables: the views that PostGraphile serves. */
export async function preparePeers(client) {
  await client.query(readFileSync(join(BENCH, 'database/graph.sql'), 'utf8'));
}
