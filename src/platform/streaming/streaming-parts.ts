import type { Admission } from '../access/credential';
import type { CredentialWatch } from '../access/credential-watch';
import type { Operations } from '../execution/operations';
import type { Shares } from '../limits/shares';
import type { Heartbeats } from './heartbeats';
import type { OpenStreams } from './open-streams';
import type { StreamTimes } from './times';

export interface StreamingOptions {
  readonly operations: Operations;
  readonly admit: Admission;
  readonly shares: Shares;
  /** Origins whose pages may open sockets, besides the hub's own. */
  readonly corsOrigins: readonly string[];
  /** The hub's public URL, if it does not follow from the request. */
  readonly publicUrl?: string | undefined;
  /** The hosts that the hub may send messages of subscriptions to. */
  readonly callbackHosts: readonly string[];
  /** Overrides of the times, for tests. */
  readonly times?: Partial<StreamTimes>;
  /** Overrides of the limit of open sockets and streams, for tests. */
  readonly limit?: number;
}

/** The parts that all transports of subscriptions share. */
export interface StreamingParts extends Omit<StreamingOptions, 'times' | 'limit'> {
  readonly streams: OpenStreams;
  readonly watch: CredentialWatch;
  readonly heartbeats: Heartbeats;
  readonly times: StreamTimes;
}
