import { contacts, visibleContact } from '../contacts';
import { cores } from '../cores';
import { organizations } from '../organizations';
import { conjunction, knowableSql, type Model, type Scope } from '../platform/reading';
import { programs } from '../programs';

/** The record types whose changes are logged. */
export const loggedModels: readonly Model[] = [organizations, cores, programs, contacts];

/** A change is for those who may read its record, and the contact it tells of both as it was then and as it is. */
export function visibleChange(scope: Scope, alias: string): string {
  const records = loggedModels.map((model) => {
    const conditions = [`record.id = ${alias}.record_id`, ...knowableSql(model, 'record', scope)];
    return `WHEN '${model.table}' THEN EXISTS (SELECT 1 FROM ${model.table} record WHERE ${conditions.join(' AND ')})`;
  });
  return `CASE ${alias}.record_type ${records.join(' ')} ELSE false END AND ${tellsOfReadableContact(scope, alias)}`;
}

/** The change tells of no contact that the viewer may not read now, or might not have read then. */
export function tellsOfReadableContact(scope: Scope, alias: string): string {
  const then = visibleContact(scope, alias);
  const now = conjunction(knowableSql(contacts, 'subject', scope));
  return (
    `(${then}) AND ` +
    `NOT EXISTS (SELECT 1 FROM contact subject WHERE subject.id = ${alias}.subject_id AND (${now}) IS NOT TRUE)`
  );
}
