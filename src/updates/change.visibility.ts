import { contacts } from '../contacts';
import { cores } from '../cores';
import { organizations } from '../organizations';
import { maySeeArchived, type Viewer } from '../platform/access/viewer';
import type { Model } from '../platform/reading';
import { programs } from '../programs';
import { mayReadHistory } from './history-access';

/** The record types whose changes are logged. */
export const loggedModels: readonly Model[] = [organizations, cores, programs, contacts];

/** A change is for those who may read its record, and the contact it tells of both as it was then and as it is. */
export function visibleChange(viewer: Viewer, alias: string): string {
  if (!mayReadHistory(viewer)) return 'false';
  const records = loggedModels.map((model) => {
    const conditions = [`record.id = ${alias}.record_id`, ...readable(model, 'record', viewer)];
    return `WHEN '${model.table}' THEN EXISTS (SELECT 1 FROM ${model.table} record WHERE ${conditions.join(' AND ')})`;
  });
  return `CASE ${alias}.record_type ${records.join(' ')} ELSE false END AND ${tellsOfReadableContact(viewer, alias)}`;
}

/** The change tells of no contact that the viewer may not read now, or might not have read then. */
export function tellsOfReadableContact(viewer: Viewer, alias: string): string {
  const then = contacts.options.visible?.(viewer, alias) ?? 'true';
  const now = readable(contacts, 'subject', viewer).join(' AND ') || 'true';
  return (
    `(${alias}.visibility IS NULL OR ${then}) AND ` +
    `NOT EXISTS (SELECT 1 FROM contact subject WHERE subject.id = ${alias}.subject_id AND NOT (${now}))`
  );
}

function readable({ options }: Model, alias: string, viewer: Viewer): string[] {
  const visible = options.visible?.(viewer, alias);
  return [...(maySeeArchived(viewer) ? [] : [`${alias}.archived_at IS NULL`]), ...(visible ? [visible] : [])];
}
