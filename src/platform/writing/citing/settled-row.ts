import type { FieldChange } from '../../change-log/append';
import type { LinkModel } from '../model/link-model';
import type { WriteModel } from '../model/write-model';
import type { WrittenTypes } from '../model/written-types';
import type { Entry, Pending } from '../unit/pending';
import type { Values } from '../unit/stored-rows';
import { citableIn, isSame, type Fact } from './facts';

/** The name under which the log has citations. */
const FIELD = 'citations';

/** Where a value comes from that is not new: another row of a merge, or the same one, whose reference now leads to the record that was kept. */
export interface Taken {
  readonly id: string;
  readonly property: string;
}

/** Instead of a property: all of them, and the row as a whole. */
export const ALL = '*';

/** A row whose citations change. */
export interface SettledRow {
  readonly id: string;
  readonly written: WriteModel | LinkModel;
  readonly pending: Pending;
  /** Its values after the change. */
  readonly values: Values;
  readonly facts: readonly Fact[];
  /** The facts whose values change. */
  readonly changed: readonly Fact[];
  /** Whether it is a link that is removed. */
  readonly isRemoved: boolean;
  /** Whether it is a link that leads to other records afterwards. */
  readonly isMoved: boolean;
  readonly taken: ReadonlyMap<string, Taken>;
  readonly changes: Changes;
}

/** Where the log has the changes of a row. */
export interface Changes {
  /** The row's version with the change of a fact; without one, with its last change. */
  versionOf(fact: Fact | undefined): number;
  /** The changes that have the beginnings of citations of a fact: of a link, those of its owners. */
  beginsIn(fact: Fact | undefined): readonly Entry[];
  /** Those that have their ends. */
  endsIn(fact: Fact | undefined): readonly Entry[];
}

/** What a pending row means for its citations; nothing if they stay as they are. */
export function settledRow(
  id: string,
  one: Pending,
  pending: ReadonlyMap<string, Pending>,
  types: WrittenTypes,
  taken: ReadonlyMap<string, Taken> = new Map<string, Taken>(),
): SettledRow | undefined {
  const written = one.record ?? types.linkOf(one.model);
  if (!written || one.model.options.cited === false) return undefined;
  const values = { ...one.current, ...one.values };
  const facts = citableIn(written);
  const changed = one.current ? facts.filter(({ property }) => differs(one, property.property)) : [];
  const isRemoved = !one.record && one.current !== undefined && !one.current.archivedAt && Boolean(values.archivedAt);
  const isMoved = !isRemoved && 'ownersOf' in written && written.options.ends.some((end) => differs(one, end.property));
  const changes = one.record ? recordChanges(one) : linkChanges(id, one, written, pending);
  return { id, written, pending: one, values, facts, changed, isRemoved, isMoved, taken, changes };
}

function recordChanges({ current, values, entries }: Pending): Changes {
  const first = current ? current.version : Number(values.version ?? 1) - 1;
  const index = (fact: Fact | undefined): number => {
    const found = entries.findLastIndex(({ fields }) =>
      fields.some((one) => !one.link && one.field === fact?.property.property),
    );
    return found === -1 ? entries.length - 1 : found;
  };
  const entriesOf = (fact: Fact | undefined): readonly Entry[] => entries.slice(index(fact), index(fact) + 1);
  return { versionOf: (fact) => first + index(fact) + 1, beginsIn: entriesOf, endsIn: entriesOf };
}

/** A link that moves ends for some records and begins for others, and does both for one that stays. */
function linkChanges(
  id: string,
  { current, values }: Pending,
  written: WriteModel | LinkModel,
  pending: ReadonlyMap<string, Pending>,
): Changes {
  const sides =
    'ownersOf' in written ? [values, current ?? {}].map((side) => written.ownersOf({ ...current, ...side })) : [];
  const owners = new Set(sides.flat().map((owner) => owner.id));
  const last = (matches: (entry: Entry) => boolean): Entry[] =>
    [...owners].flatMap(
      (owner) => pending.get(owner)?.entries.findLast((one) => one.part === id && matches(one)) ?? [],
    );
  const ends = last(({ isEnd }) => isEnd === true);
  const begins = last(({ isEnd }) => isEnd !== true);
  const version = (current?.version ?? 0) + 1;
  return { versionOf: () => version, beginsIn: () => begins, endsIn: () => (ends.length > 0 ? ends : begins) };
}

/** Adds the beginning or the end of a citation to changes. */
export function logCitation(entries: readonly Entry[], id: string, before: Values | null, after: Values | null): void {
  const change: FieldChange = { field: FIELD, link: { id }, before, after };
  for (const { fields } of entries) fields.push(change);
}

function differs({ current, values }: Pending, property: string): boolean {
  return property in values && !isSame(current?.[property], values[property]);
}
