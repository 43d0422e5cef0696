/**
 * A text without case, as every comparison that ignores it sees it: SQL of the text `sql`. Letter for letter that of the indexes, or they would
 * not serve. The collation is named, so that the same holds for every column.
 */
export function foldedSql(sql: string): string {
  return `(hub_fold(${sql}) COLLATE "C")`;
}
