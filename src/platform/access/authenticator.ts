import { databaseError } from '../database-errors';
import { ClientError } from '../errors';
import { BEARER, credentialFault } from './credential-fault';
import { Places } from '../limits/places';
import { SHARES } from '../limits/share-sizes';
import type { HubKeys, InTurn } from './hub-keys';
import type { TokenVerifier } from './token-verifier';
import { PUBLIC_VIEWER, type Viewer } from './viewer';

/** Identifies the viewer by a credential, in the same way on every transport. */
export class Authenticator {
  private readonly logins = new Places('logins', SHARES.logins);

  /** @param tokens absent if the hub accepts no JWTs */
  constructor(
    private readonly keys: HubKeys,
    private readonly tokens?: TokenVerifier,
  ) {}

  /**
   * Returns the viewer with this credential, written as in the header `Authorization`; without a credential, the public.
   * @param address of the client. Limits are counted by address, so that nobody can block the sign-in of others with many credentials
   * @throws ClientError UNAUTHENTICATED for a credential that is not accepted (it is never treated as missing); UNAVAILABLE, OVERLOADED or
   *   RATE_LIMITED if it cannot be checked right now
   */
  async authenticate(authorization: string | undefined, address = 'unknown'): Promise<Viewer> {
    if (authorization === undefined) return PUBLIC_VIEWER;
    const [, credential] = BEARER.exec(authorization) ?? [];
    const viewer = credential && ((await this.byKey(credential, address)) ?? (await this.tokens?.verify(credential)));
    if (viewer) return viewer;
    throw new ClientError('UNAUTHENTICATED', credentialFault(authorization), { http: { status: 401 } });
  }

  /**
   * Which of these viewers, who were accepted before, are still accepted: for connections that stay open. One
   * statement, however many viewers.
   * @throws ClientError UNAVAILABLE if this cannot be checked right now
   */
  async stillAccepted<V extends Viewer>(viewers: readonly V[]): Promise<V[]> {
    const ids = new Set(viewers.flatMap(({ keyId }) => keyId ?? []));
    const working = ids.size > 0 ? await this.asked(() => this.keys.working([...ids])) : new Set<string>();
    const now = Date.now();
    return viewers.filter(
      ({ expiresAt, keyId }) => (!expiresAt || expiresAt.getTime() > now) && (!keyId || working.has(keyId)),
    );
  }

  private async byKey(credential: string, address: string): Promise<Viewer | undefined> {
    const inTurn: InTurn = async (work) => {
      const leave = await this.logins.take({ owner: address, role: 'public' });
      return work().finally(leave);
    };
    const key = await this.asked(() => this.keys.find(credential, inTurn));
    if (!key) return undefined;
    const { id, role, expiresAt } = key;
    return { role, principal: `key:${id}`, keyId: id, ...(expiresAt && { expiresAt }) };
  }

  private async asked<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      throw databaseError(error);
    }
  }
}
