import type { DatasetClient } from './dataset.client';
import type { TableName } from './dataset.tables';
import { snakeCase } from '../../platform/naming';

/** A row that was inserted, by column, its references leading to the rows that are there. */
export type InsertedRow = { readonly id: string } & Readonly<Record<string, unknown>>;
export type Inserted = ReadonlyMap<TableName, readonly InsertedRow[]>;

const RECORDS = ['organization', 'core', 'program', 'contact'] as const;
type RecordTable = (typeof RECORDS)[number];

/** A link as the log of the record that it belongs to tells of it. */
interface LinkChange {
  readonly record_type: RecordTable;
  readonly record_id: string;
  readonly kind: string;
  readonly field: string;
  readonly subject_id: unknown;
  readonly link: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/**
 * Enters into the change log what a load has inserted: each record as made, with all that was loaded for it; each link of a record that was
 * there before as a change of that record. At most two statements for each type of record.
 */
export async function logInserted(client: DatasetClient, inserted: Inserted): Promise<void> {
  const made = new Set(RECORDS.flatMap((table) => inserted.get(table) ?? []).map(({ id }) => id));
  const links = linkChanges(inserted).filter(({ record_id }) => !made.has(record_id));
  for (const table of RECORDS) {
    const ids = (inserted.get(table) ?? []).map(({ id }) => id);
    if (ids.length > 0) await client.query(madeSql(table), [ids]);
    const changes = links.filter(({ record_type }) => record_type === table);
    if (changes.length > 0) await client.query(linkedSql(table), [JSON.stringify(changes)]);
  }
}

/** Gives the committed changes their numbers. */
export async function numberChanges(client: DatasetClient): Promise<void> {
  let numbered: unknown;
  do {
    const { rows } = await client.query('SELECT hub_number_changes() AS numbered');
    numbered = (rows[0] as { numbered: number } | undefined)?.numbered;
  } while (numbered);
}

/** A record that was deleted by hand, and loaded again, stands in the log already. */
function madeSql(table: RecordTable): string {
  return `
    INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, actor, occurred_at)
    SELECT gen_random_uuid(), '${table}', made.id, 'CREATED', made.version, hub_entries_of_new(to_jsonb(made)),
      ${table === 'contact' ? 'made.visibility' : `'PUBLIC'`}, 'seed', made.updated_at
    FROM ${table} made WHERE made.id = ANY($1::uuid[])
    ON CONFLICT (record_id, version) DO NOTHING`;
}

/** Each link raises the version of its record by one. The records are locked in the order of their ids, as every writer does. */
function linkedSql(table: RecordTable): string {
  return `
    WITH link AS (
      SELECT *, row_number() OVER (PARTITION BY record_id ORDER BY field, after::text) AS turn
      FROM jsonb_to_recordset($1::jsonb) AS link (record_id uuid, kind text, field text, subject_id uuid, link jsonb, after jsonb)
    ), locked AS MATERIALIZED (
      SELECT id, clock_timestamp() AS moment FROM ${table} WHERE id IN (SELECT record_id FROM link) ORDER BY id FOR UPDATE
    ), raised AS (
      UPDATE ${table} record SET version = record.version + counted.number, updated_at = locked.moment
      FROM locked, (SELECT record_id, count(*) AS number FROM link GROUP BY record_id) counted
      WHERE record.id = locked.id AND record.id = counted.record_id
      RETURNING record.id, record.updated_at, record.version - counted.number AS base
    )
    INSERT INTO change (id, record_type, record_id, kind, version, changes, visibility, subject_id, actor, occurred_at)
    SELECT gen_random_uuid(), '${table}', link.record_id, link.kind, raised.base + link.turn,
      jsonb_build_array(jsonb_build_object('field', link.field, 'link', link.link, 'before', NULL, 'after', link.after)),
      CASE WHEN link.field = 'contacts' THEN (SELECT visibility FROM contact WHERE id = link.subject_id) ELSE 'PUBLIC' END,
      link.subject_id, 'seed', raised.updated_at
    FROM link JOIN raised ON raised.id = link.record_id`;
}

function linkChanges(inserted: Inserted): LinkChange[] {
  const rowsOf = (table: TableName): InsertedRow[] =>
    (inserted.get(table) ?? []).map((row) => ({ ...row, $link: linkOf(table, row) }));
  return [
    ...rowsOf('organization_role').flatMap((row) =>
      ofTarget(row, 'ROLE_ASSIGNED', 'organizations', row.organization_id, ['program', 'core'], {
        organizationId: row.organization_id,
        role: row.role,
        note: row.note ?? null,
        startedOn: null,
        endedOn: null,
      }),
    ),
    ...rowsOf('contact_assignment').flatMap((row) =>
      ofTarget(row, 'CONTACT_ASSIGNED', 'contacts', row.contact_id, ['organization', 'core', 'program'], {
        contactId: row.contact_id,
        role: row.role ?? null,
        isPrimary: row.is_primary ?? false,
      }),
    ),
    ...rowsOf('attribute').flatMap((row) =>
      ofTarget(row, 'TAGGED', 'terms', row.term_id, ['organization', 'core', 'program'], { termId: row.term_id }),
    ),
    ...rowsOf('program_relationship').flatMap((row) => ties(row, 'program', 'relatedPrograms', 'related_program_id')),
    ...rowsOf('organization_affiliation').flatMap((row) => ties(row, 'organization', 'affiliations', 'affiliate_id')),
  ];
}

function ofTarget(
  row: InsertedRow,
  kind: string,
  field: string,
  subject_id: unknown,
  targets: readonly RecordTable[],
  after: LinkChange['after'],
): LinkChange[] {
  return targets.flatMap((record_type) => {
    const record_id = row[`${record_type}_id`];
    return typeof record_id === 'string'
      ? [{ record_type, record_id, kind, field, subject_id, link: row.$link as LinkChange['link'], after }]
      : [];
  });
}

/** A tie belongs to both of its ends. */
function ties(row: InsertedRow, type: 'program' | 'organization', field: string, to: string): LinkChange[] {
  const ends = [String(row[`${type}_id`]), String(row[to])] as const;
  const period = type === 'organization' ? { startedOn: null, endedOn: null } : {};
  return (['OUTGOING', 'INCOMING'] as const).map((direction, index) => {
    const other = ends[1 - index];
    const after = { [`${type}Id`]: other, type: row.type, direction, ...period };
    return {
      record_type: type,
      record_id: String(ends[index]),
      kind: 'RELATED',
      field,
      subject_id: other,
      link: row.$link as LinkChange['link'],
      after,
    };
  });
}

const IDENTITY: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  organization_role: ['organizationId', 'programId', 'coreId', 'role'],
  contact_assignment: ['contactId', 'organizationId', 'coreId', 'programId', 'role'],
  attribute: ['termId', 'organizationId', 'coreId', 'programId'],
  program_relationship: ['programId', 'relatedProgramId', 'type'],
  organization_affiliation: ['organizationId', 'affiliateId', 'type'],
};

/** What tells a link from all others. */
function linkOf(table: TableName, row: InsertedRow): LinkChange['link'] {
  return Object.fromEntries((IDENTITY[table] ?? []).map((name) => [name, row[snakeCase(name)] ?? null]));
}
