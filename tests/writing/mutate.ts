import { domain } from '../../src/features';
import type { ClientSideError, TestHub } from '../support/hub';

/** A user error as a client reads it. */
export interface Fault {
  readonly __typename: 'InputError' | 'VersionConflict' | 'InUse';
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
  readonly currentVersion?: number;
  readonly uses?: readonly { readonly recordType: string; readonly recordId: string; readonly name: string | null }[];
}

export interface Payload {
  readonly errors: readonly Fault[];
  readonly dryRun: boolean;
  readonly cursor: string | null;
}

/** What came of one mutation: its payload, or the operation's own errors. */
export interface Outcome<Fields> {
  readonly payload: (Payload & Fields) | undefined;
  readonly errors: readonly ClientSideError[];
  readonly statements: readonly string[];
}

/** Sends mutations as one signed-in client. */
export interface Editor {
  readonly hub: TestHub;
  readonly headers: Record<string, string>;
  /** Expects an answer. @returns the payload with the selected fields */
  do<Fields = object>(name: string, input: object, selection?: string): Promise<Payload & Fields>;
  /** The same with whatever comes of it. */
  send<Fields = object>(name: string, input: object, selection?: string): Promise<Outcome<Fields>>;
}

export const PAYLOAD = `dryRun cursor errors { __typename code message path
  ... on VersionConflict { currentVersion } ... on InUse { uses { recordType recordId name } } }`;

/** `updateProgram` → `UpdateProgramInput` */
export function inputOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
}

export async function signInEditor(hub: TestHub): Promise<Editor> {
  const headers = await hub.signIn('editor');
  const send = async <Fields>(name: string, input: object, selection = ''): Promise<Outcome<Fields>> => {
    const document = `mutation ($input: ${inputOf(name)}!) { payload: ${name}(input: $input) { ${selection} ${PAYLOAD} } }`;
    type Data = { payload: Payload & Fields } | null | undefined;
    const { data, errors = [], statements } = await hub.query<Data, object>(document, { input }, headers);
    return { payload: data?.payload, errors, statements };
  };
  return {
    hub,
    headers,
    send,
    async do<Fields>(name: string, input: object, selection?: string) {
      const { payload, errors } = await send<Fields>(name, input, selection);
      if (!payload) throw new Error(`${name}: ${JSON.stringify(errors)}`);
      return payload;
    },
  };
}

/** A row of the change log. */
export interface LoggedChange {
  readonly record_type: string;
  readonly record_id: string;
  readonly kind: string;
  readonly version: number;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  readonly visibility: string;
  readonly subject_id: string | null;
  readonly actor: string;
  readonly occurred_at: Date;
}

/** The changes of one record, or of all, each record's in the order of its versions. */
export async function changesOf({ database }: TestHub, id?: string): Promise<LoggedChange[]> {
  const { rows } = await database.pool.query<LoggedChange>(
    `SELECT record_type, record_id, kind, version, changes, visibility, subject_id, actor, occurred_at FROM change
     WHERE $1::uuid IS NULL OR record_id = $1 ORDER BY record_id, version`,
    [id ?? null],
  );
  return rows;
}

export async function countChanges({ database }: TestHub): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM change');
  return rows[0]?.count ?? NaN;
}

export async function countRows({ database }: TestHub, table: string): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? NaN;
}

/**
 * Records whose log is not what it must be: one change for each version from the first change to the record's own, the first of a record
 * that was made here being its making, and the last having happened when the record was last updated.
 */
export async function brokenLogs({ database }: TestHub): Promise<unknown[]> {
  const tables = domain.writes.records.map(({ recordType }) => recordType);
  const records = tables
    .map((table) => `SELECT '${table}' AS type, id, version, updated_at FROM ${table}`)
    .join(' UNION ALL ');
  const { rows } = await database.pool.query<object>(
    `SELECT record.type, record.id, record.version, log.versions, log.kinds
     FROM (${records}) record
     LEFT JOIN LATERAL (
       SELECT array_agg(version ORDER BY version) AS versions, array_agg(kind ORDER BY version) AS kinds,
              max(occurred_at) AS last, count(*)::int AS count, min(version) AS first, max(version) AS newest
       FROM change WHERE record_id = record.id AND record_type = record.type
     ) log ON true
     WHERE CASE WHEN log.count = 0 THEN record.version <> 1
       ELSE log.newest <> record.version OR log.count <> log.newest - log.first + 1 OR log.first > 2
         OR (log.first = 1) <> (log.kinds[1] = 'CREATED') OR log.last <> record.updated_at END`,
  );
  return rows;
}

/** Faults in short: `INVALID name`, `CONFLICT items.3.coreId`. */
export function faultsOf({ errors }: Payload): string[] {
  return errors.map(({ code, path }) => `${code} ${path.join('.')}`);
}
