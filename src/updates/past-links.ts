import { BadUserInput } from '../platform/errors';
import type { PastLinks, Scope } from '../platform/reading';
import { tellsOfReadableContact } from './change.visibility';

/** A table of links of programs, and how the log tells of them. */
interface LoggedLink {
  readonly table: string;
  /** The columns that tell one link from another. */
  readonly key: readonly string[];
  /** Conditions on a row `l` under which it is of the program with this alias. */
  readonly of: (alias: string) => string;
  /** The columns of a link as JSON, from the log's own `link`. */
  readonly row: (alias: string, link: string) => string;
}

function ofProgram(table: string, ...key: string[]): LoggedLink {
  return {
    table,
    key,
    of: (alias) => `l.program_id = ${alias}.id`,
    row: (alias, link) => `hub_columns_of(${link}) || jsonb_build_object('program_id', ${alias}.id)`,
  };
}

/** By the field under which the log tells of them, which is that of the program. */
const LOGGED: Readonly<Record<string, LoggedLink>> = {
  organizations: ofProgram('organization_role', 'organization_id', 'role'),
  contacts: ofProgram('contact_assignment', 'contact_id', 'role'),
  terms: ofProgram('attribute', 'term_id'),
  identifiers: ofProgram('identifier', 'scheme', 'value'),
  relatedPrograms: {
    table: 'program_relationship',
    key: ['program_id', 'related_program_id', 'type'],
    of: (alias) => `${alias}.id IN (l.program_id, l.related_program_id)`,
    row: (alias, link) => {
      const other = `${link}->>'programId'`;
      const starts = `${link}->>'direction' = 'OUTGOING'`;
      return (
        `jsonb_build_object('type', ${link}->>'type', 'program_id', CASE WHEN ${starts} THEN ${alias}.id::text ELSE ${other} END, ` +
        `'related_program_id', CASE WHEN ${starts} THEN ${other} ELSE ${alias}.id::text END)`
      );
    },
  },
};

const HISTORY_FOLLOWED =
  'Programs cannot be followed by a filter on their own changes, which has no before and after; say with kinds what you want to be told.';

/** The links that the program under an alias had at the version which stands there, as the log tells it to the viewer. */
export function pastLinksOf(alias: string, scope: Scope): PastLinks {
  return {
    alias,
    moment: `${alias}.updated_at`,
    table(relation) {
      if (relation.name === 'changes') throw new BadUserInput(HISTORY_FOLLOWED);
      const logged = LOGGED[relation.name];
      return logged && pastTable(relation.name, logged, alias, scope);
    },
  };
}

/**
 * The links as they are now, ended ones left out, but for those that changed later: of these, what the first of those changes replaced. A
 * change that the viewer is not told of counts as none: when a link began or ended is not to be learnt where the change itself is not.
 */
function pastTable(field: string, { table, key, of, row }: LoggedLink, alias: string, scope: Scope): string {
  const later =
    `SELECT DISTINCT ON (e.key) e.before, coalesce(e.before, e.after) AS link FROM change c CROSS JOIN LATERAL hub_entries(c.changes) e ` +
    `WHERE c.record_id = ${alias}.id AND c.version > ${alias}.version AND e.field = '${field}' AND e.key <> '' ` +
    `AND ${tellsOfReadableContact(scope, 'c')} ORDER BY e.key, c.version`;
  const asRow = (link: string): string => `jsonb_populate_record(NULL::${table}, ${row(alias, link)})`;
  const same = key.map((column) => `k.${column} IS NOT DISTINCT FROM l.${column}`).join(' AND ');
  return (
    `(SELECT l.* FROM ${table} l WHERE ${of(alias)} AND l.archived_at IS NULL AND NOT EXISTS (` +
    `SELECT FROM (${later}) x CROSS JOIN LATERAL ${asRow('x.link')} k WHERE ${same}) ` +
    `UNION ALL SELECT k.* FROM (${later}) x CROSS JOIN LATERAL ${asRow('x.before')} k WHERE x.before IS NOT NULL)`
  );
}
