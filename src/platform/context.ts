import type { FastifyBaseLogger } from 'fastify';
import type { Viewer } from './access/viewer';
import type { ChangeLog } from './change-log/change-log';
import type { Reads } from './reading';

/** What every resolver gets. One per operation. */
export interface HubContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly reads: Reads;
  readonly changeLog: ChangeLog;
  /** The viewer may read the schema by introspection, and is told of similar names in errors. */
  readonly mayIntrospect: boolean;
  readonly log: FastifyBaseLogger;
}
