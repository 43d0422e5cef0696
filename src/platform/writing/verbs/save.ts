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
  for (const draft of drafts) if (draft.current || draft.isNew) refuseUnfit(unit, record, draft);
  await refuseTaken(unit, record, drafts);
  await refuseLoops(unit, record, drafts);
  await refuseLeaving(unit, record, drafts);
  const fit = drafts.filter(({ failed }) => !failed);
  await unit.citations?.load(
    fit.flatMap(({ citations, current }) => (current && citations.length > 0 ? [current.id] : [])),
  );
  for (const draft of fit) enter(unit, record, draft);
}

/** Refuses what does not fit together in the record as it would be. */
function refuseUnfit(unit: Unit, record: WriteModel, draft: Draft): void {
  for (const [property, message] of record.options.check?.(draft.wanted) ?? [])
    draft.refuse('INVALID', property, message);
  refuseDisorder(draft, record.properties, draft.whole);
  refuseUncited(unit, record, draft);
}

function enter(unit: Unit, record: WriteModel, draft: Draft): void {
  if (draft.current) {
    draft.id = draft.current.id;
    const changed = unit.change(record, draft.current, draft.values, (fields) => updateKind(fields, draft), {
      fields: draft.extra,
    });
    const cited = unit.cite(record, draft.current, draft.id, draft.citations);
    draft.outcome = changed || cited ? 'UPDATED' : 'UNCHANGED';
  } else {
    draft.id = unit.create(record, draft.values, draft.extra);
    unit.cite(record, undefined, draft.id, draft.citations);
    draft.outcome = 'CREATED';
  }
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
