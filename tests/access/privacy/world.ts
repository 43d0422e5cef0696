import type { Pool } from 'pg';

/** A stored row by property, as JSON has its values. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** The tables that a world is made of, in an order in which they can be filled. */
export const TABLES = [
  'api_key',
  'source',
  'taxonomy',
  'taxonomy_term',
  'organization',
  'core',
  'program',
  'contact',
  'contact_assignment',
  'attribute',
  'citation',
  'change',
] as const;
export type Table = (typeof TABLES)[number];

/** All that is stored, as Postgres itself writes it. */
export type Dump = Readonly<Record<Table | 'change_head', readonly Record<string, unknown>[]>>;

/** What a record was from a version on. */
export interface Past {
  readonly version: number;
  readonly at: number;
  readonly state: Row;
}

export type ContactEnd = 'organization' | 'core' | 'program';
export const ENDS: readonly ContactEnd[] = ['organization', 'core', 'program'];

/** A value that stands in one place only, so that it is known wherever it turns up. */
export const CANARY = /zq[0-9a-z]{6}|\+99\d{7}/g;
export const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What is stored, by property, with what it was at earlier versions. Knows nothing of who may read it. */
export class World {
  private readonly rows: ReadonlyMap<Table, readonly Row[]>;
  private readonly ids = new Map<string, Row>();
  private readonly pasts = new Map<string, readonly Past[]>();
  private readonly changes = new Map<unknown, Row[]>();
  private readonly histories = new Map<unknown, Row[]>();
  /** All changes as they happened. */
  readonly timeline: readonly Row[];

  constructor(
    stored: Dump,
    /** Moments between one mutation and the next. */
    readonly moments: readonly string[],
  ) {
    this.rows = new Map(TABLES.map((table) => [table, stored[table].map(byProperty)]));
    for (const table of TABLES) for (const row of this.all(table)) this.ids.set(row.id, row);
    for (const change of [...this.all('change')].sort((a, b) => Number(a.version) - Number(b.version))) {
      this.changes.set(change.recordId, [...(this.changes.get(change.recordId) ?? []), change]);
    }
    this.timeline = [...this.all('change')].sort(byMoment);
    for (const change of this.timeline)
      for (const id of new Set([change.recordId, ...others(change)]))
        this.histories.set(id, [...(this.histories.get(id) ?? []), change]);
    for (const table of ['contact', ...ENDS] as const) {
      for (const { id } of this.all(table)) this.pasts.set(id, this.replay(id));
    }
  }

  all(table: Table): readonly Row[] {
    return this.rows.get(table) ?? [];
  }

  find(id: unknown): Row | undefined {
    return typeof id === 'string' ? this.ids.get(id) : undefined;
  }

  /** The changes of a record, by version. */
  changesOf(id: string): readonly Row[] {
    return this.changes.get(id) ?? [];
  }

  /** The changes of a record, and those of links that lead to it, as they happened. */
  historyOf(id: string): readonly Row[] {
    return this.histories.get(id) ?? [];
  }

  /** What the record was, the oldest first. */
  past(id: string): readonly Past[] {
    return this.pasts.get(id) ?? [];
  }

  /** What it was at a moment; nothing where it was not there yet. */
  at(id: string, moment: string | number): Row | undefined {
    const time = new Date(moment).getTime();
    return this.past(id).findLast((past) => past.at <= time)?.state;
  }

  private replay(id: string): Past[] {
    let state: Row = { id };
    return this.changesOf(id).map((change) => {
      const after = entriesOf(change).map((entry) => [entry.field, entry.after]);
      state = { ...state, ...(Object.fromEntries(after) as object), version: change.version };
      return { version: Number(change.version), at: new Date(String(change.occurredAt)).getTime(), state };
    });
  }
}

export interface Entry {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export function entriesOf({ changes }: Row): readonly Entry[] {
  return changes as Entry[];
}

function byMoment(a: Row, b: Row): number {
  const difference = new Date(String(a.occurredAt)).getTime() - new Date(String(b.occurredAt)).getTime();
  return difference || (a.id < b.id ? -1 : 1);
}

/** The records at the other ends of the links that a change is about, and the one that its record was merged into. */
function others(change: Row): unknown[] {
  return entriesOf(change).flatMap(({ field, before, after }) => {
    if (field === 'mergedIntoId') return change.kind === 'MERGED' ? [after] : [];
    const link = (after ?? before) as { readonly contactId?: unknown; readonly termId?: unknown } | null;
    return typeof link === 'object' ? [link?.contactId, link?.termId] : [];
  });
}

/** As they were made, so that a seed finds the same ones. */
const ORDER = `ORDER BY (row->>'seq')::bigint, row->>'created_at', (row->>'line_from')::int, row->>'id'`;

export async function dump(pool: Pool): Promise<Dump> {
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const table of [...TABLES, 'change_head']) {
    const { rows } = await pool.query<{ row: Record<string, unknown> }>(
      `SELECT row FROM (SELECT to_jsonb(t) AS row FROM ${table} t) all_rows ${ORDER}`,
    );
    found[table] = rows.map(({ row }) => row);
  }
  return found as object as Dump;
}

/** Fills an empty database. */
export async function restore(pool: Pool, { change_head, ...tables }: Dump): Promise<void> {
  for (const table of TABLES) {
    await pool.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
      JSON.stringify(tables[table]),
    ]);
  }
  const [head] = change_head;
  await pool.query('UPDATE change_head SET epoch = $1, seq = $2', [head?.epoch, head?.seq]);
}

function byProperty(row: Record<string, unknown>): Row {
  const entries = Object.entries(row).map(([column, value]) => [camelCase(column), asMoment(column, value)]);
  return Object.fromEntries(entries) as Row;
}

function asMoment(column: string, value: unknown): unknown {
  return column.endsWith('_at') && typeof value === 'string' ? new Date(value).toISOString() : value;
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
