import type { QueryRunner } from 'typeorm';

/** What a table, or a column of it, loses: so many of its rows, or so many of its values that are not empty. */
export interface Loss {
  readonly table: string;
  /** Absent where whole rows are lost. */
  readonly column?: string;
  readonly count: number;
}

interface Column {
  readonly name: string;
  /** SQL of its default, NULL without one. */
  readonly default: string;
  readonly isKey: boolean;
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** TypeORM's own table says which migrations are applied. */
const TABLES = `
  SELECT c.relname AS name, json_agg(json_build_object('name', a.attname, 'default', coalesce(pg_get_expr(d.adbin, d.adrelid), 'NULL'),
    'isKey', a.attnum = ANY(coalesce(i.indkey::int2[], '{}'))) ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations' GROUP BY c.relname ORDER BY c.relname`;

/**
 * What the tables would lose by `work`, which is tried and undone. Columns that Postgres computes, and rows that hold nothing but their columns'
 * defaults, are no loss. Within a transaction, in which nobody else writes from then on.
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

/** The row holds what its columns' defaults give. What a default draws anew each time tells nothing then, unless it is the key. */
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

/** Under what condition two rows are the same: by their key, or else by all that they hold. Nothing where that cannot be told any more. */
function sameRow({ columns }: Table, kept: ReadonlySet<string>): string | undefined {
  const keys = columns.filter(({ isKey }) => isKey);
  const [by, equals] = keys.length > 0 ? [keys, '='] : [columns, 'IS NOT DISTINCT FROM'];
  if (!by.every(({ name }) => kept.has(name))) return undefined;
  return by.map(({ name }) => `now.${quoted(name)} ${equals} was.${quoted(name)}`).join(' AND ');
}

/** How many values of a column are another one now. Of a column that is gone, one that it would have by default is no loss. */
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
