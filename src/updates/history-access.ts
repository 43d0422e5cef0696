import { may } from '../platform/access/permissions';
import type { Viewer } from '../platform/access/viewer';
import type { FieldChange } from '../platform/change-log/append';

/** Who changed a record, and who vouched for it. */
export function maySeeAuthorship(viewer: Viewer): boolean {
  return may(viewer, 'AUTHORSHIP');
}

/** What of a change the viewer may read: who vouched for a record is for those who may see authorship. */
export function readableEntries(changes: readonly FieldChange[], viewer: Viewer): readonly FieldChange[] {
  return maySeeAuthorship(viewer) ? changes : changes.filter(({ field }) => field !== 'assuredBy');
}
