import type { DataSource } from 'typeorm';

/** TypeORM's own table, which no migration creates. */
const OWN = `('migrations', 'migrations_id_seq', 'migrations_pkey', 'PK_8c82d7f526340ab734260ea46be')`;

/** Leaves out objects that belong to an extension. */
const NOT_OF_EXTENSION = (catalog: string, oid: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

const CATALOG = `
  SELECT format('%s %s', CASE c.relkind WHEN 'r' THEN 'table' WHEN 'S' THEN 'sequence' ELSE 'relation' END, c.relname) AS line
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND c.relname NOT IN ${OWN} AND ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
  UNION ALL
  SELECT concat_ws(' ', 'column', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN 'NOT NULL' END, CASE WHEN a.attgenerated = 's' THEN 'GENERATED' END, pg_get_expr(d.adbin, d.adrelid))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
    AND c.relname NOT IN ${OWN} AND ${NOT_OF_EXTENSION('pg_class', 'c.oid')}
  UNION ALL
  SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conname NOT IN ${OWN} AND conrelid::regclass::text NOT IN ${OWN}
  UNION ALL
  SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT IN ${OWN}
  UNION ALL
  SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT concat_ws(' ', 'function', oid::regprocedure, prosrc)
  FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND ${NOT_OF_EXTENSION('pg_proc', 'p.oid')}
  UNION ALL
  SELECT concat_ws(' ', 'type', typname, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
  FROM pg_type t
  WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') AND ${NOT_OF_EXTENSION('pg_type', 't.oid')}
  ORDER BY 1`;

/** All objects in the public schema of the database, one line each, without extensions and TypeORM's own table. */
export async function catalogOf(dataSource: DataSource): Promise<string[]> {
  const rows: { readonly line: string }[] = await dataSource.query(CATALOG);
  return rows.map(({ line }) => line);
}
