import type { FastifyBaseLogger } from 'fastify';
import type { Viewer } from './access/viewer';
import type { Reads } from './reading';

/** What every resolver gets. One per operation. */
export interface HubContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly reads: Reads;
  readonly log: FastifyBaseLogger;
}
