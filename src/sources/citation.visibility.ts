import { conjunction, endsSql, knowableSql, ownerSql, type Model, type Scope } from '../platform/reading';

/** A viewer may read a citation if they may read its record, archived or not. For a link, they must be able to read both of its ends. */
export function citesReadable(scope: Scope, alias: string, citations: Model): string {
  // For a page, each record is looked up. Otherwise Postgres may choose to read all records first.
  const end = scope.paged ? ' OFFSET 0' : '';
  return ownerSql(scope, alias, citations, (model, any) => {
    const conditions = [
      `cited.id = ${alias}.record_id`,
      ...knowableSql(model, 'cited', any),
      ...endsSql(model, 'cited', (one, ended) => knowableSql(one, ended, any)),
    ];
    return `EXISTS (SELECT 1 FROM ${model.table} cited WHERE ${conjunction(conditions)}${end})`;
  });
}
