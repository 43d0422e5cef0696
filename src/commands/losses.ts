import type { QueryRunner } from 'typeorm';

/** The loss of a table or a column: the number of rows, or of values that are not null. */
export interface Loss {
  readonly table: string;
  /** Absent if whole rows are lost. */
  readonly column?: string;
  readonly count: number;
}

interface Column {
  readonly name: string;
  /** The SQL of its default; NULL if it has none. */
  readonly default: string;
  readonly isKey: boolean;
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** All tables except TypeORM's own table of applied migrations, and what its comment calls derived: it follows from the rest, or is made anew. */
const TABLES = `
  SELECT c.relname AS name, json_agg(json_build_object('name', a.attname, 'default', coalesce(pg_get_expr(d.adbin, d.adrelid), 'NULL'),
    'isKey', a.attnum = ANY(coalesce(i.indkey::int2[], '{}'))) ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    AND col_description(c.oid, a.attnum) IS DISTINCT FROM 'derived'
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations'
    AND obj_description(c.oid, 'pg_class') IS DISTINCT FROM 'derived' GROUP BY c.oid, c.relname ORDER BY c.relname`;

/**
 * Finds what the tables would lose by `work`, which is tried and rolled back. Generated columns, and rows that contain only their columns'
 * defaults, do not count. Call it within a transaction; from then on, nobody else can write.
 */
export async function lossesBy(runner: QueryRunner, work: () => Promise<void>): Promise<Loss[]> {
  const before = await tablesOf(runner);
  for (const { name } of before) await runner.query(`LOCK TABLE ${quoted(name)} IN SHARE MODE`);
  await runner.query('SAVEPOINT untouched');
  for (const table of before) await runner.query(copySql(table));
  await work();
  const after = new Map((await tablesOf(runner)).map((table) => [table.name, table]));
  const losses: Loss[] = [];
  for (const table of before) losses.push(...(await lossesOf(runner, table, after.get(table.name))));
  await runner.query('ROLLBACK TO SAVEPOINT untouched');
  return losses;
}

function tablesOf(runner: QueryRunner): Promise<Table[]> {
  return runner.query(TABLES) as Promise<Table[]>;
}

function copySql(table: Table): string {
  return `CREATE TEMPORARY TABLE ${copyOf(table)} ON COMMIT DROP AS SELECT * FROM ${quoted(table.name)} WHERE NOT (${untouched(table)})`;
}

/** SQL that holds if the row contains only its columns' defaults. Defaults that differ each time are ignored, unless they are the key. */
function untouched({ columns }: Table): string {
  const conditions = columns
    .filter(({ isKey, default: value }) => isKey || !value.includes('('))
    .map(({ name, default: value }) =>
      value.includes('(') ? 'false' : `${quoted(name)} IS NOT DISTINCT FROM ${value}`,
    );
  return conditions.length === 0 ? 'false' : conditions.join(' AND ');
}

async function lossesOf(runner: QueryRunner, table: Table, after: Table | undefined): Promise<Loss[]> {
  const kept = new Set(after?.columns.map(({ name }) => name));
  const same = after && sameRow(table, kept);
  const counts = same ? table.columns.map((column, index) => `${lostSql(column, kept)}::int AS c${index}`) : [];
  const join = same
    ? `(SELECT *, true AS found FROM ${quoted(table.name)}) now ON ${same}`
    : '(SELECT NULL::boolean AS found) now ON false';
  const [row] = (await runner.query(
    `SELECT ${['count(*) FILTER (WHERE now.found IS NULL)::int AS rows', ...counts].join(', ')} FROM ${copyOf(table)} was LEFT JOIN ${join}`,
  )) as Record<string, number>[];
  const values = table.columns.map(({ name }, index) => ({ column: name, count: row?.[`c${index}`] ?? 0 }));
  return [{ count: row?.rows ?? 0 }, ...values]
    .filter(({ count }) => count > 0)
    .map((loss) => ({ table: table.name, ...loss }));
}

/** SQL that holds if two rows are the same: by their key, or else by all values. Nothing if the needed columns are gone. */
function sameRow({ columns }: Table, kept: ReadonlySet<string>): string | undefined {
  const keys = columns.filter(({ isKey }) => isKey);
  const [by, equals] = keys.length > 0 ? [keys, '='] : [columns, 'IS NOT DISTINCT FROM'];
  if (!by.every(({ name }) => kept.has(name))) return undefined;
  return by.map(({ name }) => `now.${quoted(name)} ${equals} was.${quoted(name)}`).join(' AND ');
}

/** SQL that counts the changed values of a column. For a removed column, its default values are no loss. */
function lostSql({ name, default: value }: Column, kept: ReadonlySet<string>): string {
  const was = `was.${quoted(name)}`;
  const other = kept.has(name)
    ? `now.${quoted(name)}::text IS DISTINCT FROM ${was}::text`
    : `${was} IS DISTINCT FROM ${value}`;
  return `count(*) FILTER (WHERE now.found AND ${was} IS NOT NULL AND ${other})`;
}

function copyOf({ name }: Table): string {
  return `pg_temp.${quoted(`${name} as it was`)}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
