import { ClientError, Forbidden } from '../errors';
import { KEY_ROLES, mayIntrospect, type IntrospectionRule, type Role, type Viewer } from './viewer';

/** What a role may do. */
export const PERMISSIONS = {
  READ: 'Read public data.',
  ARCHIVED: 'Read archived records.',
  PARTNER_CONTACTS: 'Read the contacts that are for partners.',
  INTERNAL_CONTACTS: "Read the contacts that are for the hub's own staff.",
  HISTORY: 'Read the changes of a record.',
  AUTHORSHIP: 'Read who changed or confirmed a record.',
  FOLLOW: 'Follow the change log as a stream.',
  WRITE: 'Change records.',
  KEYS: 'Manage hub keys.',
} as const;
export type Permission = keyof typeof PERMISSIONS;

const EDITOR: readonly Permission[] = [
  'READ',
  'ARCHIVED',
  'PARTNER_CONTACTS',
  'INTERNAL_CONTACTS',
  'HISTORY',
  'AUTHORSHIP',
  'FOLLOW',
  'WRITE',
];

const HELD: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  public: new Set(['READ']),
  analyst: new Set(['READ', 'ARCHIVED', 'HISTORY', 'AUTHORSHIP']),
  partner: new Set(['READ', 'PARTNER_CONTACTS', 'HISTORY', 'FOLLOW']),
  editor: new Set(EDITOR),
  admin: new Set([...EDITOR, 'KEYS']),
};

export function may({ role }: Pick<Viewer, 'role'>, permission: Permission): boolean {
  return HELD[role].has(permission);
}

/** All permissions of a role. */
export function heldBy(role: Role): readonly Permission[] {
  return [...HELD[role]];
}

/** Archived records are part of the history, not of the directory, so the public and partners see only current records. */
export function maySeeArchived(viewer: Viewer): boolean {
  return may(viewer, 'ARCHIVED');
}

/**
 * Refuses viewers who lack one of the permissions.
 * @param what the name of the protected thing, for the message: `Program.assuredBy`
 * @throws ClientError UNAUTHENTICATED for the public, which may sign in; FORBIDDEN for all others
 */
export function demand(viewer: Viewer, permissions: readonly Permission[], what: string): void {
  for (const permission of permissions) if (!may(viewer, permission)) throw denial(viewer, permission, what);
}

/** The message for viewers who may not introspect, by the hub's setting. */
const SCHEMA_HIDDEN: Readonly<Record<IntrospectionRule, string>> = {
  everyone: '',
  'signed-in': 'This hub shows its schema only to signed-in clients; sign in, with any role.',
  nobody: 'This hub does not show its schema; ask its operator for the SDL.',
};

/** @throws Forbidden if the viewer may not read the schema */
export function demandIntrospection(rule: IntrospectionRule, viewer: Viewer): void {
  if (!mayIntrospect(rule, viewer)) throw new Forbidden(SCHEMA_HIDDEN[rule]);
}

/** The roles of keys and tokens that have the permission. */
export function holdersOf(permission: Permission): readonly Role[] {
  return KEY_ROLES.filter((role) => may({ role }, permission));
}

export function denial(viewer: Viewer, permission: Permission, what: string): ClientError {
  const whose = `it is for ${listed(holdersOf(permission).map((role) => `${role}s`))}`;
  return viewer.role === 'public'
    ? new ClientError('UNAUTHENTICATED', `Sign in to use ${what}: ${whose}.`)
    : new ClientError('FORBIDDEN', `Your role, ${viewer.role}, may not use ${what}: ${whose}.`);
}

function listed(names: readonly string[]): string {
  return names.join(', ').replace(/, ([^,]*)$/, ' and $1');
}
