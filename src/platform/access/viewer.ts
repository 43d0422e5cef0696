/** The roles that a credential can give. */
export const KEY_ROLES = ['analyst', 'partner', 'editor', 'admin'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

/** What a caller may be; each role may do all that `public` may. */
export type Role = 'public' | KeyRole;

/** Who asks. Every read, filter, order, group and search is answered for one viewer. */
export interface Viewer {
  readonly role: Role;
  /** Who it is, as the change log says it: `key:<id>` or `user:<subject>`; `public` for everyone without a credential. */
  readonly principal: string;
  /** When the credential ceases to be accepted; absent where it has no end. */
  readonly expiresAt?: Date;
  /** The hub key that the viewer signed in with: it may be revoked at any time, so what lasts asks for it again. */
  readonly keyId?: string;
}

export const PUBLIC_VIEWER: Viewer = Object.freeze({ role: 'public', principal: 'public' });

export function isKeyRole(role: unknown): role is KeyRole {
  return KEY_ROLES.some((known) => known === role);
}

/** Who may introspect the schema, as the operator chose. */
export type IntrospectionRule = 'everyone' | 'signed-in' | 'nobody';

export function mayIntrospect(rule: IntrospectionRule, viewer: Viewer): boolean {
  return rule === 'everyone' || (rule === 'signed-in' && viewer.role !== 'public');
}
