import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { filterKind, itemType, readableProperties } from '../reading/readable';

/** A column of the database. */
interface Stored {
  readonly table: string;
  readonly name: string;
  /** As Postgres names it, without length or precision: `timestamp with time zone`, `text[]`. */
  readonly type: string;
  readonly required: boolean;
  /** Whether a new row gets a value by itself. */
  readonly filled: boolean;
  /** The texts in CHECK constraints of this column alone that list its values. */
  readonly words: readonly (readonly string[])[];
}

/** A constraint that lists values, as Postgres writes it: `x = 'A'`, `x = ANY (ARRAY['A', …])`, `x <@ ARRAY['A', …]`. */
const LISTS = String.raw`( = '| = ANY \(\(?ARRAY\[|<@ \(?ARRAY\[)`;

const CATALOG = `
  SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
    a.attnotnull AS required, a.atthasdef OR a.attidentity <> '' AS filled,
    (SELECT coalesce(jsonb_agg((SELECT coalesce(jsonb_agg(found[1]), '[]') FROM regexp_matches(def, '''([^'']*)''', 'g') found)), '[]')
     FROM pg_constraint k, pg_get_constraintdef(k.oid) def
     WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] AND def ~ $2) AS words
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY($1)`;

/** What the entities declare and the migrated database lacks. Each such column would fail in use. */
export async function catalogFaults(dataSource: DataSource): Promise<string[]> {
  const { entityMetadatas: tables, driver } = dataSource;
  // SQL: TypeORM would read every column, key and index of the schema with a dozen statements.
  const stored = await dataSource.query<Stored[]>(CATALOG, [tables.map(({ tableName }) => tableName), LISTS]);
  return tables.flatMap((table) => {
    const columns = stored.filter((column) => column.table === table.tableName);
    if (columns.length === 0)
      return [`There is no table ${table.tableName}; ${add('it')}, or restore it from a backup.`];
    return [
      ...table.columns.flatMap((column) => columnFaults(driver, table, column, columns)),
      ...unknownFaults(table, columns),
    ];
  });
}

function add(what: string): string {
  return `add ${what} in a migration (migrations/<number>-<Name>.ts)`;
}

function columnFaults(
  driver: DataSource['driver'],
  table: EntityMetadata,
  column: ColumnMetadata,
  columns: readonly Stored[],
): string[] {
  const { databaseName: name, isNullable, isArray, default: initial } = column;
  const { tableName } = table;
  const stored = columns.find((one) => one.name === name);
  if (!stored) return [`The table ${tableName} has no column ${name}; ${add('it')}.`];
  const type = driver.normalizeType(column) + (isArray ? '[]' : '');
  const change = (what: string): string =>
    `The column ${name} of the table ${tableName} ${what} in a migration, or correct its @Column.`;
  return [
    ...(stored.type === type ? [] : [change(`is ${stored.type}, but its entity says ${type}; change it`)]),
    ...(stored.required && isNullable ? [change('cannot be null, but its entity says so; drop NOT NULL')] : []),
    ...(stored.required && !stored.filled && initial !== undefined
      ? [change('has no default, but its entity says so; add the default')]
      : []),
    ...wordFaults(table, column, stored),
  ];
}

/** A value of an enum that the column's CHECK constraint does not list. */
function wordFaults(
  { target, tableName }: EntityMetadata,
  { propertyName }: ColumnMetadata,
  { name, words }: Stored,
): string[] {
  const property = readableProperties(target as Function).find((one) => one.property === propertyName);
  const kind = property && filterKind({ ...property, type: () => itemType(property) });
  if (typeof kind !== 'object') return [];
  const missing = Object.keys(kind).filter((word) => words.some((list) => !list.includes(word)));
  return missing.map((word) => `The CHECK of ${name} in the table ${tableName} does not accept ${word}; ${add('it')}.`);
}

/** A column that no entity has, and that every new row would need. */
function unknownFaults({ tableName, columns }: EntityMetadata, stored: readonly Stored[]): string[] {
  return stored
    .filter(
      ({ name, required, filled }) => required && !filled && !columns.some(({ databaseName }) => databaseName === name),
    )
    .map(
      ({ name }) =>
        `The table ${tableName} needs a value for ${name}, which its entity does not have; add @Column, or drop NOT NULL in a migration.`,
    );
}
