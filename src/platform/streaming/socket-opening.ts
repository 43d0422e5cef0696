import type { IncomingMessage } from 'node:http';
import type { Shares } from '../limits/shares';

/** What stays of the request that opened a socket. */
export interface Opening {
  /** The client's address, for its share. */
  readonly address: string;
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  readonly showsCost: boolean;
}

/** The request itself is not kept: it takes more memory than the rest of a socket. */
export function openingOf(request: IncomingMessage, shares: Shares): Opening {
  const { authorization, 'hub-cost': cost } = request.headers;
  return { address: shares.addressOf(request), authorization, showsCost: cost === '1' };
}
