import type { Permission } from '../access/permissions';

/** The permissions that the policy table demands for reading a model's records. */
export interface ModelAccess {
  readonly record: Permission;
  /** The additional permissions of properties and relations. */
  readonly fields: ReadonlyMap<string, readonly Permission[]>;
}
