import { maySeeArchived } from '../platform/access/permissions';
import type { Viewer } from '../platform/access/viewer';
import { conjunction, readableSql, Statement, whereSql, type Scope, type Where } from '../platform/reading';
import { programs } from '../programs';
import { changes } from './change.entity';
import { subjectReadable } from './change.visibility';
import { pastLinksOf } from './past-links';

/** The kinds of change that hide a program from viewers who may not read archived records. */
const DEPARTURES = "'ARCHIVED', 'MERGED'";
/** How many past states of a hidden program are checked. */
const HIDDEN = 100;

/** A piece of the log that one statement scans. */
export interface Scan {
  /** From here on; absent: from the oldest change that is kept. */
  readonly after: bigint | undefined;
  /** The number of changes, including those of other records. */
  readonly size: number;
  /** The filters to judge; none: all changes are returned. */
  readonly wheres: readonly Where[];
  readonly viewer: Viewer;
}

/**
 * The changes of programs in a piece of the log, and for each the indexes of the filters that the program matched before and after it. Every row
 * carries the log's head; if there is no change, one row carries only the head.
 */
export function scanSql({ after, size, wheres, viewer }: Scan): { text: string; values: readonly unknown[] } {
  const statement = new Statement();
  const scope: Scope = { statement, viewer, includeArchived: maySeeArchived(viewer) };
  const start = `(SELECT coalesce(${statement.bind(after?.toString() ?? null, 'bigint')}, trimmed) FROM change_head)`;
  const readable = conjunction(readableSql(programs, 'p', scope));
  // If the viewer may no longer read the program, only the changes that archived or merged it are shown.
  const batch =
    `SELECT c.*, (${readable}) AS readable FROM change c JOIN program p ON p.id = c.record_id ` +
    `WHERE c.seq > ${start} AND c.seq <= ${start} + ${statement.bind(size, 'int')} AND c.record_type = 'program' ` +
    `AND ((${readable}) OR c.kind IN (${DEPARTURES})) AND ${subjectReadable(scope, 'c', changes)}`;
  const filtered = wheres.length > 0;
  const matched = filtered ? matchedSql(wheres, scope) : '';
  const sides = filtered
    ? 'LEFT JOIN matched l ON l.id = b.id AND l.side = 0 LEFT JOIN matched r ON r.id = b.id AND r.side = 1 '
    : '';
  const filters = (side: string): string => (filtered ? `${side}.filters` : 'NULL');
  const text =
    `WITH batch AS MATERIALIZED (${batch})${matched} ` +
    `SELECT head.epoch, head.seq AS head, head.trimmed, b.seq, b.record_id AS "programId", b.kind, b.version, b.changes, b.actor, ` +
    `b.occurred_at AS "occurredAt", b.readable, ${filters('l')} AS before, ${filters('r')} AS after ` +
    `FROM change_head head LEFT JOIN batch b ON true ${sides}ORDER BY b.seq`;
  return { text, values: statement.values };
}

/**
 * Which filters the program matched on which side of each change: 0 before, 1 after. The program's columns and links are those of that time: starting from
 * the current row, the changes after the piece are undone, then those within it. "Before" a change means after the last earlier change that the
 * viewer may read; hidden changes between the two count as part of the later one. The states are made once for all filters.
 */
function matchedSql(wheres: readonly Where[], scope: Scope): string {
  const moment = `(SELECT k.occurred_at FROM change k WHERE k.record_id = b.record_id AND k.version = side.version)`;
  const state =
    `coalesce(base.fields, '{}') || coalesce(hub_undo(b.record_id, side.version, base.version), '{}') || ` +
    `jsonb_build_object('version', side.version, 'updated_at', coalesce(${moment}, p.created_at))`;
  const matching = wheres.map((where, index) => {
    const alias = scope.statement.alias();
    const conditions = whereSql(programs, where, alias, { ...scope, pastRows: alias, past: pastLinksOf(alias, scope) });
    return `SELECT ${alias}."$change" AS id, ${alias}."$side" AS side, ${index} AS filter FROM states ${alias} WHERE ${conditions}`;
  });
  return (
    `, newest AS (SELECT record_id, max(version) AS version FROM batch GROUP BY record_id), ` +
    `base AS MATERIALIZED (SELECT record_id, version, hub_undo(record_id, version) AS fields FROM newest), ` +
    `states AS MATERIALIZED (SELECT b.id AS "$change", side.number AS "$side", state.* FROM batch b JOIN base ON base.record_id = b.record_id ` +
    `JOIN program p ON p.id = b.record_id CROSS JOIN LATERAL (${sidesSql(scope)}) side ` +
    `CROSS JOIN LATERAL jsonb_populate_record(p, ${state}) state WHERE side.number = 1 OR b.kind <> 'CREATED'), ` +
    `matched AS (SELECT id, side, array_agg(DISTINCT filter) AS filters FROM (${matching.join(' UNION ALL ')}) found GROUP BY id, side)`
  );
}

/** The versions at either side of a change. */
function sidesSql(scope: Scope): string {
  const visible = subjectReadable(scope, 'h', changes);
  const ofRecord = (alias: string): string => `${alias}.record_id = b.record_id AND ${alias}.version`;
  const shown = `SELECT h.version FROM change h WHERE ${ofRecord('h')} < b.version AND ${visible} ORDER BY h.version DESC LIMIT 1`;
  const oldest = `SELECT min(k.version) - 1 FROM change k WHERE ${ofRecord('k')} <= b.version`;
  const departed = `SELECT coalesce(max(d.version), 0) FROM change d WHERE ${ofRecord('d')} < b.version AND d.kind IN (${DEPARTURES})`;
  // A follower may not have read the changes from before the program was hidden, and can no longer do so. If the program matched in
  // any of these states, the follower may still show it, so the change that hid it is LEFT.
  const hidden =
    `SELECT 0, k.version - 1 FROM change k WHERE NOT b.readable AND ${ofRecord('k')} <= b.version ` +
    `AND k.version > (${departed}) AND k.kind <> 'CREATED' ORDER BY k.version DESC LIMIT ${HIDDEN}`;
  return (
    `SELECT 1 AS number, b.version AS version UNION ALL ` +
    `SELECT 0, coalesce((${shown}), (${oldest})) WHERE b.readable UNION ALL (${hidden})`
  );
}
