import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { InputError } from '../schema/user-errors';
import { IdempotencyKey } from './idempotency-key.entity';
import type { Locking } from './stored-rows';
import type { Done, WriteRequest } from './work';

/**
 * Claims the request's idempotency key, or finds the response to the request that claimed it. If that request is still running, waits for its
 * end: the key's row is locked until then. A dry run neither claims a key nor waits.
 * @returns undefined if the request must run now
 */
export async function answered(locking: Locking, request: WriteRequest): Promise<Done | undefined> {
  const { idempotencyKey, dryRun, content } = request;
  if (!idempotencyKey) return undefined;
  const requestSha256 = sha256(content);
  const key = { principal: request.asker.viewer.principal, key: idempotencyKey };
  if (!dryRun && (await claim(locking, { ...key, requestSha256 }))) return undefined;
  const stored = await locking.manager.findOneBy(IdempotencyKey, key);
  if (!stored && dryRun) return undefined;
  if (stored?.requestSha256 !== requestSha256) return reused();
  return { ...(stored.response as Done), refused: false };
}

/** @returns whether the key was free */
async function claim(
  { manager, turns }: Locking,
  row: Pick<IdempotencyKey, 'principal' | 'key' | 'requestSha256'>,
): Promise<boolean> {
  const claiming = manager.createQueryBuilder().insert().into(IdempotencyKey).values(row).orIgnore().returning('key');
  const done = await turns.during([`${row.principal} ${row.key}`], () => claiming.updateEntity(false).execute());
  return (done.raw as unknown[]).length === 1;
}

/** Stores the response in the same transaction as the changes. */
export async function remember(manager: EntityManager, request: WriteRequest, done: Done): Promise<void> {
  const { idempotencyKey, dryRun } = request;
  if (!idempotencyKey || dryRun) return;
  const key = { principal: request.asker.viewer.principal, key: idempotencyKey };
  await manager.update(IdempotencyKey, key, { response: done });
}

function reused(): Done {
  const message = 'This idempotency key was already used for another request; use a new key for each new request.';
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
