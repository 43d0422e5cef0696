import { may } from '../platform/access/permissions';
import type { Viewer } from '../platform/access/viewer';
import type { FieldChange } from '../platform/change-log/append';

/** Whether the viewer may see who changed a record and who confirmed that it is correct. */
export function maySeeAuthorship(viewer: Viewer): boolean {
  return may(viewer, 'AUTHORSHIP');
}

/** The entries of a change that the viewer may read: `assuredBy` needs the permission to see authorship. */
export function readableEntries(changes: readonly FieldChange[], viewer: Viewer): readonly FieldChange[] {
  return maySeeAuthorship(viewer) ? changes : changes.filter(({ field }) => field !== 'assuredBy');
}
