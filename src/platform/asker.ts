import type { Viewer } from './access/viewer';
import type { Deadline } from './limits/deadline';
import type { Share } from './limits/share';

/** Who asks: for whom the hub works, for how long, and which client is charged for it. */
export interface Asker {
  readonly viewer: Viewer;
  readonly deadline: Deadline;
  readonly share: Share;
  /** Present while the payload of a dry run is read: marks the ids of its records. See `reading/state-ids.ts`. */
  readonly preview?: string;
}
