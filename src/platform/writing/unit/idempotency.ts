import { createHash } from 'node:crypto';
import type { SqlClient } from '../../database';
import type { Locking } from './stored-rows';
import { InputError } from '../schema/user-errors';
import type { Done, WriteRequest } from './work';

/**
 * Claims the request's idempotency key, or finds the response to the request that claimed it. Where that one is still under way, waits for its
 * end: the key's row is locked until then. A dry run claims nothing and waits for nobody.
 * @returns nothing where the request is to be done now
 */
export async function answered({ client, turns }: Locking, request: WriteRequest): Promise<Done | undefined> {
  const { idempotencyKey, dryRun } = request;
  const { principal } = request.asker.viewer;
  if (!idempotencyKey) return undefined;
  if (!dryRun) {
    const claim =
      'INSERT INTO idempotency_key (principal, key, request_sha256) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
    const values = [principal, idempotencyKey, sha256(request.content)];
    const { rowCount } = await turns.during([`${principal} ${idempotencyKey}`], () => client.query(claim, values));
    if (rowCount === 1) return undefined;
  }
  const { rows } = await client.query<{ request_sha256: string; response: Done }>(
    'SELECT request_sha256, response FROM idempotency_key WHERE principal = $1 AND key = $2',
    [principal, idempotencyKey],
  );
  const [stored] = rows;
  if (!stored && dryRun) return undefined;
  return stored?.request_sha256 === sha256(request.content) ? { ...stored.response, refused: false } : reused();
}

/** Keeps the response in the transaction that it tells of. */
export async function remember(client: SqlClient, request: WriteRequest, done: Done): Promise<void> {
  const { idempotencyKey, dryRun } = request;
  const { principal } = request.asker.viewer;
  if (!idempotencyKey || dryRun) return;
  await client.query('UPDATE idempotency_key SET response = $3 WHERE principal = $1 AND key = $2', [
    principal,
    idempotencyKey,
    JSON.stringify(done),
  ]);
}

function reused(): Done {
  const message = 'This idempotency key was used for another request; make a new key for each new request.';
  const error = new InputError('IDEMPOTENCY_KEY_REUSED', ['options', 'idempotencyKey'], message);
  return { fields: {}, errors: [error], refused: true, changes: [] };
}

/** The same for the same content, in whatever order its fields stand. */
function sha256(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content, sorted)).digest('hex');
}

function sorted(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
