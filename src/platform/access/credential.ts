import DataLoader from 'dataloader';
import type { Authenticator } from './authenticator';
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

/** Finds out who sends an `Authorization` header, or the same text in a socket's first message, from which address. */
export type Admission = (authorization: string | undefined, address: string) => Promise<Credential>;

/** Admits whom the authenticator accepts. Streams that ask at the same time cost one statement, however many they are. */
export function admitBy(authenticator: Authenticator): Admission {
  const accepted = new DataLoader<Viewer, boolean>(
    async (viewers) => {
      const still = new Set(await authenticator.stillAccepted(viewers));
      return viewers.map((viewer) => still.has(viewer));
    },
    { cache: false },
  );
  return async (authorization, address) => {
    const viewer = await authenticator.authenticate(authorization, address);
    const { expiresAt } = viewer;
    return { viewer, ...(expiresAt && { expiresAt }), stillValid: () => accepted.load(viewer) };
  };
}
