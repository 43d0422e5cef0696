import type { Viewer } from './access/viewer';
import type { Deadline } from './limits/deadline';
import type { Share } from './limits/share';

/** On whose behalf the hub works, until when, and what it uses for it. */
export interface Asker {
  readonly viewer: Viewer;
  readonly deadline: Deadline;
  readonly share: Share;
}
