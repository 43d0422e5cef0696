/** What a caller may be; each role may do all that `public` may. */
export type Role = 'public' | 'analyst' | 'partner' | 'editor' | 'admin';

/** Who asks. Every read, filter, order, group and search is answered for one viewer. */
export interface Viewer {
  readonly role: Role;
  /** Who it is, as the change log says it: `key:<id>` or `user:<subject>`; `public` for everyone without a credential. */
  readonly principal: string;
}

export const PUBLIC_VIEWER: Viewer = Object.freeze({ role: 'public', principal: 'public' });

/** Archived records are history, not directory: the public and partners see only what is current. */
export function maySeeArchived(viewer: Viewer): boolean {
  return viewer.role === 'analyst' || viewer.role === 'editor' || viewer.role === 'admin';
}

/** Who may introspect the schema, as the operator chose. */
export type IntrospectionRule = 'everyone' | 'signed-in' | 'nobody';

export function mayIntrospect(rule: IntrospectionRule, viewer: Viewer): boolean {
  return rule === 'everyone' || (rule === 'signed-in' && viewer.role !== 'public');
}
