import type { Admission } from '../access/credential';
import type { CredentialWatch } from '../access/credential-watch';
import type { Operations } from '../execution/operations';
import type { Shares } from '../limits/shares';
import type { OpenStreams } from './open-streams';
import type { StreamTimes } from './times';

export interface StreamingOptions {
  readonly operations: Operations;
  readonly admit: Admission;
  readonly shares: Shares;
  /** Origins whose pages may open sockets, besides the hub's own. */
  readonly corsOrigins: readonly string[];
  /** The hub's address, where it does not follow from the request. */
  readonly publicUrl?: string | undefined;
  /** The hosts that a subscription's messages may be sent to. */
  readonly callbackHosts: readonly string[];
  /** Other than usual, for tests. */
  readonly times?: Partial<StreamTimes>;
  /** How many sockets and streams may be open; other than usual, for tests. */
  readonly limit?: number;
}

/** What all transports of subscriptions share. */
export interface StreamingParts extends Omit<StreamingOptions, 'times' | 'limit'> {
  readonly streams: OpenStreams;
  readonly watch: CredentialWatch;
  readonly times: StreamTimes;
}
