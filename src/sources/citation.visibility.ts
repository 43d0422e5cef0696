import { maySeeArchived, type Viewer } from '../platform/access/viewer';
import type { Model } from '../platform/reading';
import { citedModels } from './cited-records';

/** A citation is for those who may read what it is for; that of a link, for those who may read both of its ends. */
export function citesReadable(viewer: Viewer, alias: string): string {
  const branches = [...citedModels].map(([type, model]) => {
    const ends = endsReadable(model, viewer);
    const conditions = [`cited.id = ${alias}.record_id`, ...readable(model, 'cited', viewer), ...ends];
    return `WHEN '${type}' THEN EXISTS (SELECT 1 FROM ${model.table} cited WHERE ${conditions.join(' AND ')})`;
  });
  return `CASE ${alias}.record_type ${branches.join(' ')} ELSE false END`;
}

/** A link is a record of no key of its own, that points to others. */
function endsReadable(model: Model, viewer: Viewer): string[] {
  if (model.options.keys || model.options.label) return [];
  return [...model.relations.values()].flatMap((relation) => {
    if (relation.kind !== 'belongsTo') return [];
    const { name } = model.column(relation.by);
    const conditions = [`ended.id = cited.${name}`, ...readable(relation.target, 'ended', viewer)];
    const end = `EXISTS (SELECT 1 FROM ${relation.target.table} ended WHERE ${conditions.join(' AND ')})`;
    return [`(cited.${name} IS NULL OR ${end})`];
  });
}

function readable({ options }: Model, alias: string, viewer: Viewer): string[] {
  const visible = options.visible?.(viewer, alias);
  return [...(maySeeArchived(viewer) ? [] : [`${alias}.archived_at IS NULL`]), ...(visible ? [visible] : [])];
}
