import DataLoader from 'dataloader';
import type { Authenticator } from './authenticator';
import type { Viewer } from './viewer';

/** The credential that opened a stream. A stream outlives its request, so the credential can be checked again. */
export interface Credential {
  readonly viewer: Viewer;
  /** When it expires; absent if it never does, or if `stillValid` checks that. */
  readonly expiresAt?: Date;
  /**
   * Whether it is still accepted. Called once a second for every open stream, so it must be cheap.
   * @throws ClientError UNAVAILABLE if this cannot be checked
   */
  stillValid(): Promise<boolean>;
}

/** Identifies the sender of an `Authorization` header, or of the same text in a socket's first message. */
export type Admission = (authorization: string | undefined, address: string) => Promise<Credential>;

/** Admits viewers that the authenticator accepts. Streams that check at the same time share one statement. */
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
