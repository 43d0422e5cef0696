import type { ChangeKind } from '../../../change-log/change-kind';
import { strictest, type Visibility } from '../../../change-log/visibility';
import type { LinkEnd, LinkModel, LinkOwner } from '../../model/link-model';
import type { WriteModel } from '../../model/write-model';
import type { StoredRow, Values } from '../../unit/stored-rows';
import type { Unit } from '../../unit/unit';

export type CitationKind = Extract<ChangeKind, 'CITED' | 'CITATION_RETRACTED'>;

/** A link before and after a change; absent on a side where it does not exist. */
export interface LinkChange {
  /** The id of the link. */
  readonly id: string;
  /** The kind of the change if only its citations change. */
  readonly kind?: CitationKind | undefined;
  readonly before?: Values | undefined;
  readonly after?: Values | undefined;
}

/**
 * Adds a change of a link to the history of each owner, which must be locked; a record at an end that owns no links reads it in the owner's. Both sides
 * are states of the same link. If an owner was created in the same unit of work, no change is added: its history begins with the links that it has then.
 * @param rowOf returns the locked or new record with an id
 */
export function logLink(
  unit: Unit,
  link: LinkModel,
  { id, kind, before, after }: LinkChange,
  rowOf: (id: unknown) => StoredRow | undefined,
): void {
  const values = after ?? before;
  if (!values) return;
  const [assigned, removed] = link.options.kinds;
  const owners = loggedOwners(unit, link, values, rowOf);
  const logged = new Set<unknown>(owners.map(({ owner }) => owner.id));
  for (const { owner, row, record } of owners) {
    const side = (given: Values | undefined): Values | null => (given ? link.valueOf(given, owner) : null);
    const other = subjectOf(unit, link, values, owner);
    const subjectId = other && String(values[other.property]);
    const entry = { field: owner.field, link: link.identityOf(values), before: side(before), after: side(after) };
    unit.enter(record, row, {
      kind: kind ?? (after ? assigned : removed),
      fields: kind ? [] : [entry],
      part: id,
      isEnd: !after,
      visibility: visibilityFor(unit, link, values, owner, rowOf),
      subjectId,
      alsoOfId: logged.has(subjectId) ? undefined : subjectId,
    });
  }
}

interface LoggedOwner {
  readonly owner: LinkOwner;
  readonly row: StoredRow;
  readonly record: WriteModel;
}

/** The owners whose histories get a change of the link. */
function loggedOwners(
  unit: Unit,
  link: LinkModel,
  values: Values,
  rowOf: (id: unknown) => StoredRow | undefined,
): LoggedOwner[] {
  return link.ownersOf(values).flatMap((owner) => {
    const row = rowOf(owner.id);
    const record = unit.types.recordOf(owner.model);
    return row && record && !unit.isNew(owner.id) ? [{ owner, row, record }] : [];
  });
}

/** The visibility of the link's change in its owner's history: the strictest of the records at the other ends. A missing record counts as INTERNAL. */
function visibilityFor(
  { types }: Unit,
  link: LinkModel,
  values: Values,
  owner: LinkOwner,
  rowOf: (id: unknown) => StoredRow | undefined,
): Visibility {
  const found = link.othersOf(values, owner).flatMap(({ model, property }) => {
    const visibility = types.recordOf(model)?.options.visibility;
    if (!visibility) return [];
    const row = rowOf(values[property]);
    return [row ? visibility(row) : 'INTERNAL'];
  });
  return strictest(found);
}

/** The end with the other record that a change is about: preferably a record that not everybody may read. */
function subjectOf({ types }: Unit, link: LinkModel, values: Values, owner: LinkOwner): LinkEnd | undefined {
  const others = link.othersOf(values, owner);
  return others.find(({ model }) => types.recordOf(model)?.options.visibility) ?? others[0];
}
