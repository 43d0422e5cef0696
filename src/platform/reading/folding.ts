/**
 * SQL that removes the case of the text `sql`, for every comparison that ignores case. It must equal the SQL of the indexes exactly, or Postgres does
 * not use them. The collation is named, so that it is the same for every column.
 */
export function foldedSql(sql: string): string {
  return `(hub_fold(${sql}) COLLATE "C")`;
}
