import { KEY_ROLES, type Role } from '../platform/access/viewer';
import { CommandError } from './command-error';

const ROLES: readonly Role[] = ['public', ...KEY_ROLES];

/** The role of this name. @throws CommandError if there is none */
export function roleOf(name: string): Role {
  const role = ROLES.find((known) => known === name);
  if (!role) throw new CommandError(`There is no role "${name}"; give one of ${ROLES.join(', ')}.`, 2);
  return role;
}
