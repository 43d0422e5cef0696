import { ClientError, Forbidden } from '../platform/errors';
import type { FieldChange } from '../platform/change-log/append';
import type { Viewer } from '../platform/access/viewer';

/** What changed in a record is for those who sign in. */
export function mayReadHistory({ role }: Viewer): boolean {
  return role !== 'public';
}

/** Who changed a record, and who vouched for it. */
export function maySeeAuthorship({ role }: Viewer): boolean {
  return role === 'analyst' || role === 'editor' || role === 'admin';
}

/** @throws ClientError UNAUTHENTICATED for those who may not read what changed */
export function demandHistory(viewer: Viewer): void {
  if (mayReadHistory(viewer)) return;
  throw new ClientError('UNAUTHENTICATED', 'What changed in a record is for those who sign in; send a credential.');
}

/** @throws ClientError UNAUTHENTICATED or FORBIDDEN for those who may not follow the log */
export function demandLog(viewer: Viewer): void {
  demandHistory(viewer);
  if (viewer.role === 'analyst') {
    throw new Forbidden(
      'The log of updates is for partners, editors and admins; read the changes of a record instead.',
    );
  }
}

/** What of a change the viewer may read: who vouched for a record is for those who may see authorship. */
export function readableEntries(changes: readonly FieldChange[], viewer: Viewer): readonly FieldChange[] {
  return maySeeAuthorship(viewer) ? changes : changes.filter(({ field }) => field !== 'assuredBy');
}
