import { describedEnum } from '../reading/schema/enums';

/** What each kind of change means. */
export const CHANGE_KINDS = {
  CREATED: 'It was made.',
  UPDATED: 'Values of it were changed.',
  STATUS_CHANGED: 'Its status was changed, and perhaps other values with it.',
  ARCHIVED: 'It was archived.',
  RESTORED: 'It came back from the archive.',
  MERGED: 'It was merged into another record, which stands for it from now on.',
  ASSURED: 'Somebody vouched for it.',
  ROLE_ASSIGNED: 'An organization got a role in it, or the role was described anew.',
  ROLE_REMOVED: 'An organization lost a role in it.',
  CONTACT_ASSIGNED: 'A contact was assigned to it, or the assignment was described anew.',
  CONTACT_UNASSIGNED: 'A contact is no longer assigned to it.',
  RELATED: 'It was tied to another record of its type.',
  UNRELATED: 'A tie to another record of its type ended.',
  TAGGED: 'It was tagged with a term.',
  UNTAGGED: 'A tag was taken from it.',
  IDENTIFIED: 'An identifier of another system was added to it or taken from it.',
} as const;

export const ChangeKind = describedEnum('ChangeKind', 'What happened to a record.', CHANGE_KINDS);
export type ChangeKind = keyof typeof ChangeKind;
