import { databaseError } from '../database-errors';
import { ClientError } from '../errors';
import type { HubKeys } from './hub-keys';
import { PUBLIC_VIEWER, type Viewer } from './viewer';

/**
 * Who sends a request with this `Authorization` header. No header: the public.
 * @throws ClientError UNAUTHENTICATED for any credential that is not accepted; it is never treated as none
 */
export async function authenticate(authorization: string | undefined, keys: HubKeys): Promise<Viewer> {
  if (authorization === undefined) return PUBLIC_VIEWER;
  const [, credential] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  const key = credential && (await found(credential, keys));
  if (key) return { role: key.role, principal: `key:${key.id}` };
  throw new ClientError('UNAUTHENTICATED', 'The credential is not accepted: unknown, wrong, expired or revoked.', {
    http: { status: 401 },
  });
}

async function found(credential: string, keys: HubKeys): ReturnType<HubKeys['find']> {
  try {
    return await keys.find(credential);
  } catch (error) {
    throw databaseError(error);
  }
}
