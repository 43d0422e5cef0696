import type { ChangeKind } from '../../change-log/change-kind';
import { readCitations } from '../citing/given-citations';
import { refuseUncited } from '../citing/required';
import type { Draft } from '../rules/draft';
import { resolveReferences } from '../rules/named-records';
import { refuseDisorder } from '../rules/order-faults';
import { refuseLeaving } from '../rules/inside';
import { refuseLoops } from '../rules/trees';
import { refuseTaken } from '../rules/uniqueness';
import { VersionConflict } from '../schema/user-errors';
import type { Unit } from '../unit/unit';
import type { WriteModel } from '../model/write-model';
import { citeIdentifiers, enterIdentifier, lockIdentifiers } from './upsert/cited-identifiers';

/**
 * Checks drafts and hands those without errors to the unit: as new records, or as changes of `current`. A fixed number of statements,
 * however many drafts there are. All errors go into the drafts.
 */
export async function save(unit: Unit, record: WriteModel, drafts: readonly Draft[]): Promise<void> {
  const { properties } = record;
  for (const draft of drafts) {
    draft.readValues(properties);
    if (draft.isNew) draft.complete(properties);
  }
  await resolveReferences(unit, properties, drafts);
  await readCitations(unit, record, drafts);
  await citeIdentifiers(unit, record, drafts);
  for (const draft of drafts) if (draft.current || draft.isNew) refuseUnfit(unit, record, draft);
  await refuseTaken(unit, record, drafts);
  await refuseLoops(unit, record, drafts);
  await refuseLeaving(unit, record, drafts);
  const fit = drafts.filter(({ failed }) => !failed);
  await lockIdentifiers(unit, record, fit);
  await unit.citations?.load(fit.flatMap((draft) => [...cited(draft), ...cited(draft.identifier)]));
  for (const draft of fit) enter(unit, record, draft);
}

/** Refuses what does not fit together in the record as it would be. */
function refuseUnfit(unit: Unit, record: WriteModel, draft: Draft): void {
  for (const [property, message] of record.options.check?.(draft.wanted) ?? [])
    draft.refuse('INVALID', property, message);
  refuseDisorder(draft, record.properties, draft.whole);
  refuseUncited(unit, record, draft);
}

/** The id of a stored row that gets citations. */
function cited(draft: Draft | undefined): string[] {
  return draft?.current && draft.citations.length > 0 ? [draft.current.id] : [];
}

function enter(unit: Unit, record: WriteModel, draft: Draft): void {
  const { current, values, citations, identifier } = draft;
  const begun = { fields: draft.extra, part: draft.extra.length > 0 ? identifier?.id : undefined };
  if (!current) {
    draft.id = unit.create(record, values, begun);
    draft.outcome = 'CREATED';
    unit.cite(record, undefined, draft.id, citations);
    enterIdentifier(unit, record, draft);
    return;
  }
  draft.id = current.id;
  const isChanged = unit.change(record, current, values, (fields) => updateKind(fields, draft), begun);
  const isCited = unit.cite(record, current, draft.id, citations);
  const isIdentified = enterIdentifier(unit, record, draft);
  draft.outcome = isChanged || isCited || isIdentified ? 'UPDATED' : 'UNCHANGED';
}

function updateKind(changed: ReadonlySet<string>, { extra, extraKind }: Draft): ChangeKind {
  if (changed.has('status')) return 'STATUS_CHANGED';
  return extraKind && changed.size === extra.length ? extraKind : 'UPDATED';
}

/** Refuses to change a record that somebody changed since the client read it, or that is archived. */
export function refuseStale(draft: Draft, path = 'expectedVersion'): void {
  const { current, input } = draft;
  if (!current) return;
  const expected = input[path];
  if (typeof expected === 'number' && expected !== current.version) {
    draft.errors.push(new VersionConflict(draft.path(path), expected, current.version));
  }
}

/** Refuses to change an archived record. */
export function refuseArchived(draft: Draft, path = 'id'): void {
  const { current } = draft;
  if (!current?.archivedAt) return;
  draft.refuse(
    'CONFLICT',
    path,
    typeof current.mergedIntoId === 'string'
      ? `The record was merged into ${current.mergedIntoId}; change that one.`
      : 'The record is archived; restore it first.',
  );
}
