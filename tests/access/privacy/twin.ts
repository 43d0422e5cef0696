import type { Sight } from './sight';
import { CANARY, UUID, type Dump, type Row } from './world';

type Stored = Record<string, unknown>;

/**
 * Another world that differs only in what the role may not know: hidden contacts are gone or are others, with other links, other citations and
 * another history. Whoever has this sight must not be able to distinguish the two.
 */
export function twinOf(dump: Dump, sight: Sight): Dump {
  const hiddenChanges = new Set(
    sight.world
      .all('change')
      .filter((row) => !sight.knows('change', row) && !isToldOf(row, sight))
      .map(({ id }) => id),
  );
  const shown = sight.world.all('contact').filter((row) => sight.knows('contact', row));
  const changed = dump.change.map((row, index) =>
    hiddenChanges.has(String(row.id)) ? rewritten(row, shown, index) : row,
  );
  const hidden = sight.world.all('contact').filter((row) => !sight.knows('contact', row) && !isLeading(row, sight));
  const gone = new Set(hidden.filter((_row, index) => index % 2 === 0).map(({ id }) => id));
  const others = new Set(hidden.map(({ id }) => id).filter((id) => !gone.has(id)));
  const links = dump.contact_assignment.filter(({ contact_id }) => !gone.has(String(contact_id)));
  const lost = new Set([
    ...gone,
    ...dump.contact_assignment.filter((link) => !links.includes(link)).map(({ id }) => String(id)),
  ]);
  const altered: Dump = {
    ...dump,
    contact: dump.contact
      .filter(({ id }) => !gone.has(String(id)))
      .map((row) => (gone.has(String(row.merged_into_id)) ? { ...row, merged_into_id: null } : row))
      .map((row) => (others.has(String(row.id)) ? disguised(row, sight) : row)),
    contact_assignment: links.map((link) =>
      others.has(String(link.contact_id)) ? { ...link, is_primary: !link.is_primary } : link,
    ),
    citation: dump.citation.filter(({ record_id }) => !lost.has(String(record_id))),
    change: changed,
  };
  return renamed(altered, sight);
}

/** Programs that are out of sight still show that they went; what else may be shown of them is left as it is. */
function isToldOf(change: Row, sight: Sight): boolean {
  return change.recordType === 'program' && sight.mayBeToldOf(change);
}

/** In the archive, which hides it; but its id leads to another contact for those who could see it. */
function isLeading(row: Row, sight: Sight): boolean {
  return typeof row.mergedIntoId === 'string' && sight.isSeen(row);
}

function disguised(row: Stored, { role }: Sight): Stored {
  const visibility = row.visibility === 'PARTNER' && role !== 'partner' ? 'INTERNAL' : row.visibility;
  const made = new Date(new Date(String(row.created_at)).getTime() - 86_400_000).toISOString();
  return { ...row, visibility, kind: 'MAILBOX', created_at: made, version: Number(row.version) + 3 };
}

/** A hidden change is about another link instead: the other way about, and of a contact that is known. */
function rewritten(change: Stored, shown: readonly Row[], index: number): Stored {
  if (change.record_type === 'contact') return { ...change, visibility: 'INTERNAL' };
  const contactId = shown[index % shown.length]?.id;
  const another = (link: unknown): unknown => link && { ...link, contactId };
  const changes = (change.changes as { field: string; before: unknown; after: unknown }[]).map(
    ({ field, before, after }) =>
      field === 'contacts' ? { field, before: another(after), after: another(before) } : { field, before, after },
  );
  const kind = change.kind === 'CONTACT_ASSIGNED' ? 'CONTACT_UNASSIGNED' : 'CONTACT_ASSIGNED';
  const also_of_id = change.also_of_id && contactId;
  return { ...change, visibility: 'INTERNAL', kind, changes, also_of_id };
}

/** Puts another canary or id in the place of each that is hidden, wherever it stands. */
function renamed(dump: Dump, sight: Sight): Dump {
  const leading = new Set(
    sight.world
      .all('contact')
      .filter((row) => isLeading(row, sight))
      .map(({ id }) => id),
  );
  const { api_key, change_head, ...rest } = dump;
  const text = JSON.stringify(rest).replace(new RegExp(`${CANARY.source}|${UUID.source}`, 'g'), (found) =>
    sight.known.has(found) || leading.has(found) ? found : mirrored(found),
  );
  return { ...(JSON.parse(text) as Dump), api_key, change_head };
}

/** Another value of the same form, which no other value has: its digits and letters are shifted by one. */
function mirrored(text: string): string {
  const shift = (letters: string) => (letter: string) =>
    letters[(letters.indexOf(letter) + 1) % letters.length] as string;
  if (text.startsWith('+99')) return `+98${text.slice(3)}`;
  if (text.startsWith('zq')) return `zr${text.slice(2).replace(/[abk3]/g, shift('abk3'))}`;
  return text.replace(/[0-9a-f](?=[0-9a-f]{0,11}$)/g, shift('0123456789abcdef'));
}
