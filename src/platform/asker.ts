import type { Viewer } from './access/viewer';
import type { Deadline } from './limits/deadline';

/** On whose behalf the hub works, and until when. */
export interface Asker {
  readonly viewer: Viewer;
  readonly deadline: Deadline;
}
