import type { Pool } from 'pg';
import { audit, type Ledger, type LedgerFaults } from './ledger';
import type { ChangeNumbers } from './deliveries';
import type { Truth } from './judge';

/** Faults in the table of changes, both in itself and compared with the writers' ledger. */
export interface LogFaults extends LedgerFaults {
  /** Committed changes that have no number. */
  readonly unnumbered: number;
  /** Numbers that are missing. */
  readonly gaps: number;
  /** Changes whose version is not one higher than the record's previous change. */
  readonly versionGaps: number;
  /** Changes of a record with a lower number than an earlier change of it. */
  readonly versionsOutOfOrder: number;
  /** Programs whose version differs from that of their last change. */
  readonly programsBesideLog: number;
}

const LOG = `
WITH turns AS (
  SELECT seq, version, lag(version) OVER record AS earlier, lag(seq) OVER record AS earlier_seq,
    seq - lag(seq) OVER (ORDER BY seq) AS step
  FROM change WINDOW record AS (PARTITION BY record_id ORDER BY version)
)
SELECT count(*) FILTER (WHERE seq IS NULL)::int AS unnumbered, (count(*) FILTER (WHERE step <> 1) + coalesce(min(seq) - 1, 0))::int AS gaps,
  count(*) FILTER (WHERE version <> earlier + 1)::int AS "versionGaps",
  count(*) FILTER (WHERE seq < earlier_seq)::int AS "versionsOutOfOrder",
  (SELECT count(*) FROM program p WHERE version <> (SELECT max(version) FROM change WHERE record_id = p.id))::int AS "programsBesideLog"
FROM turns`;

const TEXTS = `
SELECT entry->>'after' AS text, count(*)::int AS times FROM change, jsonb_array_elements(changes) AS entry
WHERE entry->>'field' = 'description' AND entry->>'after' LIKE 'written %' GROUP BY 1`;

/** Checks the log with plain SQL, without any code of the hub. */
export async function checkLog(pool: Pool, ledger: Ledger): Promise<LogFaults> {
  const { rows } = await pool.query<Omit<LogFaults, keyof LedgerFaults>>(LOG);
  const texts = await pool.query<{ text: string; times: number }>(TEXTS);
  const found = new Map(texts.rows.map(({ text, times }) => [text, times]));
  return { ...(rows[0] as Omit<LogFaults, keyof LedgerFaults>), ...audit(ledger.outcomes, found) };
}

/** The log after a place: the changes that followers must have received. */
export interface Truths {
  /** For followers that may see archived programs. */
  readonly all: Truth;
  /** For followers that may not. Changes of a program that was ever archived are not required: they may or may not have seen them. */
  readonly neverArchived: Truth;
}

export async function readTruths(pool: Pool, after: bigint, numbers: ChangeNumbers): Promise<Truths> {
  const { rows } = await pool.query<{ id: string; version: number; hidden: boolean }>(
    `SELECT record_id AS id, version, record_id IN (SELECT record_id FROM change WHERE kind = 'ARCHIVED') AS hidden
     FROM change WHERE record_type = 'program' AND seq > $1 ORDER BY seq`,
    [after.toString()],
  );
  const log = rows.map(({ id, version, hidden }) => ({ change: numbers.of(id, version), hidden }));
  const places = new Map(log.map(({ change }, place) => [change, place]));
  const shown = log.filter(({ hidden }) => !hidden);
  return {
    all: { places, required: log.map(({ change }) => change) },
    neverArchived: { places, required: shown.map(({ change }) => change) },
  };
}
