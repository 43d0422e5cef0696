import { strictest, type Visibility } from '../../../change-log/visibility';
import type { LinkEnd, LinkModel, LinkOwner } from '../../model/link-model';
import type { StoredRow, Values } from '../../unit/stored-rows';
import type { Unit } from '../../unit/unit';

/** A link before and after a change; absent on a side where it does not exist. */
export interface LinkChange {
  readonly before?: Values | undefined;
  readonly after?: Values | undefined;
}

/**
 * Adds a change of a link to the logs of its owners, which must be locked. Both sides are states of the same link. A record that is new itself
 * begins with its links: its log has no entries of them.
 * @param rowOf the locked or new record with an id
 */
export function logLink(
  unit: Unit,
  link: LinkModel,
  { before, after }: LinkChange,
  rowOf: (id: unknown) => StoredRow | undefined,
): void {
  const values = after ?? before;
  if (!values) return;
  const [assigned, removed] = link.options.kinds;
  for (const owner of link.ownersOf(values)) {
    const row = rowOf(owner.id);
    const record = unit.types.recordOf(owner.model);
    if (!row || !record || unit.isNew(owner.id)) continue;
    const side = (given: Values | undefined): Values | null => (given ? link.valueOf(given, owner) : null);
    const other = subjectOf(unit, link, values, owner);
    unit.enter(record, row, {
      kind: after ? assigned : removed,
      fields: [{ field: owner.field, link: link.identityOf(values), before: side(before), after: side(after) }],
      visibility: visibilityFor(unit, link, values, owner, rowOf),
      subjectId: other && String(values[other.property]),
    });
  }
}

/** The visibility of the link's change in its owner's log: the strictest of the records at its other ends. A missing record counts as hidden. */
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

/** The other record that a change is about: the one that not everybody may read, if there is one. */
function subjectOf({ types }: Unit, link: LinkModel, values: Values, owner: LinkOwner): LinkEnd | undefined {
  const others = link.othersOf(values, owner);
  return others.find(({ model }) => types.recordOf(model)?.options.visibility) ?? others[0];
}
