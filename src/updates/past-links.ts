import { BadUserInput } from '../platform/errors';
import { snakeCase } from '../platform/naming';
import type { LoggedLinks, Model, PastLinks, Scope, ToMany } from '../platform/reading';
import { changes } from './change.entity';
import { subjectReadable } from './change.visibility';

/** The links that the program under an alias had at the version which stands there, as far as its log has them for the viewer. */
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

/** Records that have a history of their own do not change with the program: nothing would be ENTERED or LEFT because of them. */
function refuseUnlogged({ kind, name, target, on }: ToMany): void {
  if (kind !== 'hasMany' || !hasHistory(target)) return;
  throw new BadUserInput(
    `${on.options.plural} cannot be followed by a filter on ${name}: these have changes of their own. Filter by the program's own fields and links, or by kinds.`,
  );
}

function hasHistory(model: Model): boolean {
  return model === changes || [...model.relations.values()].some(({ target }) => target === changes);
}

/**
 * The links as they are now, ended ones left out, but for those that changed later: of these, what the first of those changes replaced. A
 * change that the viewer may not read counts as none: when a link began or ended is not to be learnt where the change itself is not.
 */
function pastTable(field: string, { link, ends, identity }: LoggedLinks, alias: string, scope: Scope): string {
  const columns = ends.map(snakeCase);
  const later =
    `SELECT DISTINCT ON (e.link) e.link, e.before FROM change c CROSS JOIN LATERAL hub_entries(c.changes) e ` +
    `WHERE c.record_id = ${alias}.id AND c.version > ${alias}.version AND e.field = '${field}' AND e.link IS NOT NULL ` +
    `AND ${subjectReadable(scope, 'c', changes)} ORDER BY e.link, c.version`;
  // What identifies a link may leave out its record, which is this one then.
  const own = ends.some((end) => identity.includes(end)) ? '' : ` || jsonb_build_object('${columns[0]}', ${alias}.id)`;
  const asRow = (value: string): string => `jsonb_populate_record(NULL::${link.table}, hub_columns_of(${value})${own})`;
  const ofRecord = columns.map((column) => `l.${column} = ${alias}.id`).join(' OR ');
  const same = identity.map((property) => link.column(property).name);
  return (
    `(SELECT l.* FROM ${link.table} l WHERE (${ofRecord}) AND l.archived_at IS NULL AND NOT EXISTS (` +
    `SELECT FROM (${later}) x CROSS JOIN LATERAL ${asRow('x.link')} k ` +
    `WHERE ${same.map((column) => `k.${column} IS NOT DISTINCT FROM l.${column}`).join(' AND ')}) ` +
    `UNION ALL SELECT k.* FROM (${later}) x CROSS JOIN LATERAL ${asRow('x.before || x.link')} k WHERE jsonb_typeof(x.before) = 'object')`
  );
}
