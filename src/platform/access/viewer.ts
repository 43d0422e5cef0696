/** The roles that a credential can give. */
export const KEY_ROLES = ['analyst', 'partner', 'editor', 'admin'] as const;
export type KeyRole = (typeof KEY_ROLES)[number];

/** The role of a viewer. Each role may do everything that `public` may. */
export const ROLES = ['public', ...KEY_ROLES] as const;
export type Role = (typeof ROLES)[number];

/** The viewer: who sends the request. Every read, filter, order, group and search is answered for one viewer. */
export interface Viewer {
  readonly role: Role;
  /** The viewer's name in the change log: `key:<id>` or `user:<subject>`; `public` for everyone without a credential. */
  readonly principal: string;
  /** When the credential expires; absent if it does not. */
  readonly expiresAt?: Date;
  /** The hub key that the viewer signed in with. It can be revoked at any time, so open streams check it again. */
  readonly keyId?: string;
}

export const PUBLIC_VIEWER: Viewer = Object.freeze({ role: 'public', principal: 'public' });

export function isKeyRole(role: unknown): role is KeyRole {
  return KEY_ROLES.some((known) => known === role);
}

/** Who may introspect the schema: the operator's setting. */
export type IntrospectionRule = 'everyone' | 'signed-in' | 'nobody';

export function mayIntrospect(rule: IntrospectionRule, viewer: Viewer): boolean {
  return rule === 'everyone' || (rule === 'signed-in' && viewer.role !== 'public');
}
