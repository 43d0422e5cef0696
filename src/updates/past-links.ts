import { BadUserInput } from '../platform/errors';
import { snakeCase } from '../platform/naming';
import type { LoggedLinks, Model, PastLinks, Scope, ToMany } from '../platform/reading';
import { changes } from './change.entity';
import { subjectReadable } from './change.visibility';

/** The links that the program under an alias had at that row's version, as far as the viewer may read its log. */
export function pastLinksOf(alias: string, scope: Scope): PastLinks {
  return {
    alias,
    moment: `${alias}.updated_at`,
    table(relation) {
      const logged = relation.on.loggedLinks.get(relation.name);
      if (logged) return pastTable(relation.name, logged, alias, scope);
      refuseUnlogged(relation);
      return undefined;
    },
  };
}

/** Records with their own history do not change with the program, so they can never make it ENTERED or LEFT. */
function refuseUnlogged({ kind, name, target, on }: ToMany): void {
  if (kind !== 'hasMany' || !hasHistory(target)) return;
  throw new BadUserInput(
    `A filter of followed ${on.options.plural} cannot use ${name}: those records have their own changes. Filter by the program's own fields and links, or by kinds.`,
  );
}

function hasHistory(model: Model): boolean {
  return model === changes || [...model.relations.values()].some(({ target }) => target === changes);
}

/**
 * The current links, except those that changed later. For these, the state before the first later change. A change that the viewer may not
 * read is ignored: it must not show when a link began or ended.
 */
function pastTable(field: string, { link, ends, identity }: LoggedLinks, alias: string, scope: Scope): string {
  const columns = ends.map(snakeCase);
  const later =
    `SELECT DISTINCT ON (entry.link) entry.link, entry.before FROM change c CROSS JOIN LATERAL hub_entries(c.changes) entry ` +
    `WHERE c.record_id = ${alias}.id AND c.version > ${alias}.version AND entry.field = '${field}' AND entry.link IS NOT NULL ` +
    `AND ${subjectReadable(scope, 'c', changes)} ORDER BY entry.link, c.version`;
  // The key of a logged link may leave out the record itself; the column then holds this record's id.
  const thisRecord = ends.some((end) => identity.includes(end))
    ? ''
    : ` || jsonb_build_object('${columns[0]}', ${alias}.id)`;
  const asRow = (value: string): string =>
    `jsonb_populate_record(NULL::${link.table}, hub_columns_of(${value})${thisRecord})`;
  const ofRecord = columns.map((column) => `current.${column} = ${alias}.id`).join(' OR ');
  const same = identity.map((property) => link.column(property).name);
  return (
    `(SELECT current.* FROM ${link.table} current WHERE (${ofRecord}) AND current.archived_at IS NULL AND NOT EXISTS (` +
    `SELECT FROM (${later}) later CROSS JOIN LATERAL ${asRow('later.link')} changed ` +
    `WHERE ${same.map((column) => `changed.${column} IS NOT DISTINCT FROM current.${column}`).join(' AND ')}) ` +
    `UNION ALL SELECT past.* FROM (${later}) later CROSS JOIN LATERAL ${asRow('later.before || later.link')} past ` +
    `WHERE jsonb_typeof(later.before) = 'object')`
  );
}
