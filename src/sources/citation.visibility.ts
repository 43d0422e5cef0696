import { knowableSql, type Model, type Scope } from '../platform/reading';

/** The models whose records are cited for: those that list citations. */
export function citedModels(citations: Model): readonly Model[] {
  return citations.incoming.flatMap((relation) =>
    relation.kind === 'hasMany' && relation.byType ? [relation.on] : [],
  );
}

/** A citation is for those who may read what it is for, archived or not; that of a link, for those who may read both of its ends. */
export function citesReadable(scope: Scope, alias: string, citations: Model): string {
  const branches = citedModels(citations).map((model) => {
    const conditions = [
      `cited.id = ${alias}.record_id`,
      ...knowableSql(model, 'cited', scope),
      ...endsReadable(model, scope),
    ];
    return `WHEN '${model.table}' THEN EXISTS (SELECT 1 FROM ${model.table} cited WHERE ${conditions.join(' AND ')})`;
  });
  return `CASE ${alias}.record_type ${branches.join(' ')} ELSE false END`;
}

/** A link is a record of no key of its own, that points to others. */
function endsReadable(model: Model, scope: Scope): string[] {
  if (model.options.keys || model.options.label) return [];
  return [...model.relations.values()].flatMap((relation) => {
    if (relation.kind !== 'belongsTo') return [];
    const { name } = model.column(relation.by);
    const conditions = [`ended.id = cited.${name}`, ...knowableSql(relation.target, 'ended', scope)];
    const end = `EXISTS (SELECT 1 FROM ${relation.target.table} ended WHERE ${conditions.join(' AND ')})`;
    return [`(cited.${name} IS NULL OR ${end})`];
  });
}
