import { ClientError } from '../errors';
import { PUBLIC_VIEWER, type Viewer } from './viewer';

/**
 * Who sends a request with this `Authorization` header. No header: the public.
 * @throws ClientError UNAUTHENTICATED for any credential that is not accepted; it is never treated as none
 */
export function authenticate(authorization: string | undefined): Viewer {
  if (authorization === undefined) return PUBLIC_VIEWER;
  throw new ClientError('UNAUTHENTICATED', 'The credential is not accepted; send none to read as the public.', {
    http: { status: 401 },
  });
}
