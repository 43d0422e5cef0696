import { ClientError } from '../errors';

type Payload = Readonly<Record<string, unknown>>;

/** Where clients of other servers put a credential. */
const ELSEWHERE: ReadonlySet<string> = new Set(['token', 'authtoken', 'accesstoken', 'apikey', 'bearer', 'jwt']);

/**
 * The credential in the payload of `connection_init`, in any spelling of its key; if there is none, that of the request that opened the socket. A value that is not a string
 * is refused, not treated as missing.
 * @param header `Authorization` of that request
 * @throws ClientError UNAUTHENTICATED for a credential in a place where the hub does not look: it is never treated as missing either
 */
export function authorizationOf(payload: Payload, header?: string): string | undefined {
  const value = under(payload, 'authorization');
  if (typeof value === 'string') return value;
  if (value !== undefined && value !== null) return '';
  if (header !== undefined) return header;
  const headers = under(payload, 'headers');
  const hidden = isPayload(headers) && under(headers, 'authorization') !== undefined ? 'headers' : misplaced(payload);
  if (hidden === undefined) return undefined;
  throw new ClientError(
    'UNAUTHENTICATED',
    `Send the credential as "authorization" in the payload, not in "${hidden}".`,
  );
}

function under(payload: Payload, wanted: string): unknown {
  return Object.entries(payload).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function misplaced(payload: Payload): string | undefined {
  const given = Object.entries(payload).filter(([, value]) => typeof value === 'string' && value !== '');
  return given.map(([name]) => name).find((name) => ELSEWHERE.has(name.toLowerCase().replace(/[_-]/g, '')));
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null;
}
