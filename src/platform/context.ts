import type { FastifyBaseLogger } from 'fastify';
import type { Viewer } from './access/viewer';
import type { ChangeLog } from './change-log/change-log';
import type { Reads } from './reading';
import type { Writing } from './writing/writing';

/** What every resolver gets. One per operation. */
export interface HubContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** Reads of the operation; after a mutation those that see what it did. */
  reads: Reads;
  readonly writing: Writing;
  readonly changeLog: ChangeLog;
  /** The viewer may read the schema by introspection, and is told of similar names in errors. */
  readonly mayIntrospect: boolean;
  readonly log: FastifyBaseLogger;
}
