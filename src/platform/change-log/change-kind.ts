import { describedEnum } from '../reading/schema/enums';

/** What each kind of change means. */
export const CHANGE_KINDS = {
  CREATED: 'The record was created.',
  UPDATED: 'Values of the record were changed.',
  STATUS_CHANGED: 'The status of the record was changed, and possibly other values.',
  ARCHIVED: 'The record was archived.',
  RESTORED: 'The record was restored from the archive.',
  MERGED: 'The record was merged into another record. Its id now leads to that one.',
  ASSURED: 'Somebody confirmed that the record is correct.',
  ROLE_ASSIGNED: 'An organization got a role in the record, or the role was updated.',
  ROLE_REMOVED: 'A role of an organization in the record was removed.',
  CONTACT_ASSIGNED: 'A contact was assigned to the record, or the assignment was updated.',
  CONTACT_UNASSIGNED: 'The assignment of a contact to the record was removed.',
  RELATED: 'The record was linked to another record, or the link was updated.',
  UNRELATED: 'A link to another record was removed.',
  TAGGED: 'The record was tagged with a term.',
  UNTAGGED: 'A tag of the record was removed.',
  CITED: 'Sources were cited for the record or one of its links, and nothing else was changed.',
  CITATION_RETRACTED: 'A citation was retracted, because it had been a mistake.',
  IDENTIFIED: 'An identifier in another system was added to the record or removed from it.',
} as const;

export const ChangeKind = describedEnum('ChangeKind', 'What happened to a record.', CHANGE_KINDS);
export type ChangeKind = keyof typeof ChangeKind;

/** The kinds that a change of a link can have: when it was added or updated, and when it was removed. */
export const LINK_KINDS = [
  ['ROLE_ASSIGNED', 'ROLE_REMOVED'],
  ['CONTACT_ASSIGNED', 'CONTACT_UNASSIGNED'],
  ['RELATED', 'UNRELATED'],
  ['TAGGED', 'UNTAGGED'],
  ['IDENTIFIED', 'IDENTIFIED'],
] as const;
export type LinkKinds = (typeof LINK_KINDS)[number];
