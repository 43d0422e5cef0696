import { ClientError } from '../errors';
import { authenticate } from './authenticate';
import type { HubKeys } from './hub-keys';
import type { Viewer } from './viewer';

/** Who opened a stream. It outlives the request that opened it, so it can be asked whether it still holds. */
export interface Credential {
  readonly viewer: Viewer;
  /** From then on it is not accepted; absent where it does not expire, or `stillValid` knows. */
  readonly expiresAt?: Date;
  /**
   * Whether it would be accepted now. Asked once a second for every open stream, so it has to be cheap.
   * @throws ClientError UNAVAILABLE where nobody can say
   */
  stillValid(): Promise<boolean>;
}

/** Finds out who sends an `Authorization` header, or the same text in a socket's first message. */
export type Admission = (authorization: string | undefined) => Promise<Credential>;

/** Admits by hub keys, which are asked for again while a stream is open; they remember a good one for some seconds. */
export function admitByKeys(keys: HubKeys): Admission {
  return async (authorization) => {
    const viewer = await authenticate(authorization, keys);
    const stillValid = async (): Promise<boolean> => (await roleNow(authorization, keys)) === viewer.role;
    return { viewer, stillValid };
  };
}

async function roleNow(authorization: string | undefined, keys: HubKeys): Promise<string | undefined> {
  try {
    return (await authenticate(authorization, keys)).role;
  } catch (error) {
    if (error instanceof ClientError && error.code === 'UNAUTHENTICATED') return undefined;
    throw error;
  }
}
