import type { FastifyBaseLogger } from 'fastify';
import type { Viewer } from './access/viewer';
import type { Reads } from './reading';

/** What every resolver gets. One per operation. */
export interface HubContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly reads: Reads;
  /** The viewer may read the schema by introspection, and is told of similar names in errors. */
  readonly mayIntrospect: boolean;
  readonly log: FastifyBaseLogger;
}
