import { visibleContact } from '../contacts';
import { conjunction, knowableSql, ownersOf, ownerSql, type Model, type Scope } from '../platform/reading';

/** A viewer may read a change if they may read its record and, both as it was then and as it is now, the other record that it is about. */
export function visibleChange(scope: Scope, alias: string, changes: Model): string {
  const readable = ownerSql(scope, alias, changes, (model, any) => {
    const conditions = [`record.id = ${alias}.record_id`, ...knowableSql(model, 'record', any)];
    return `EXISTS (SELECT 1 FROM ${model.table} record WHERE ${conjunction(conditions)}${end(scope)})`;
  });
  return `${readable} AND ${subjectReadable(scope, alias, changes)}`;
}

/** The end of a lookup. For a page, each record is looked up; otherwise Postgres may choose to read all records first. */
function end({ paged }: Scope): string {
  return paged ? ' OFFSET 0' : '';
}

/** SQL that holds if the change is about no other record, or about one that the viewer may read now and could have read then. */
export function subjectReadable(scope: Scope, alias: string, changes: Model): string {
  const then = visibleContact(scope, alias);
  const now = ownersOf(changes)
    .filter(({ options }) => options.visible)
    .map((model) => {
      const readable = conjunction(knowableSql(model, 'subject', scope));
      return (
        `NOT EXISTS (SELECT 1 FROM ${model.table} subject WHERE subject.id = ${alias}.subject_id ` +
        `AND (${readable}) IS NOT TRUE${end(scope)})`
      );
    });
  return conjunction([`(${then})`, ...now]);
}
