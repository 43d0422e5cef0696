import type { Viewer } from './access/viewer';
import type { Reads } from './reading/reads';

/** What every resolver gets. One per operation. */
export interface HubContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly reads: Reads;
}
