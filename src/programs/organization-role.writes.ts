import { cores } from '../cores';
import { organizations } from '../organizations';
import { LinkModel } from '../platform/writing';
import { organizationRoles } from './organization-role.entity';
import { programs } from './program.entity';

export const organizationRoleWrites = new LinkModel(organizationRoles, {
  verbs: {
    assign: 'assignOrganizationRole',
    remove: 'removeOrganizationRole',
    assigning: 'Gives an organization a role in a program or a core, or updates the role.',
    removing: 'Removes the role of an organization in a program or a core.',
  },
  kinds: ['ROLE_ASSIGNED', 'ROLE_REMOVED'],
  ends: [
    { property: 'organizationId', model: organizations },
    { property: 'programId', model: programs, field: 'organizations' },
    { property: 'coreId', model: cores, field: 'organizations' },
  ],
  key: ['role'],
  dataset: {
    list: 'roles',
    name: ({ organizationId = '', programId = '', coreId = '', role = '' }) => [
      organizationId,
      coreId || programId.replace(/^program:/, ''),
      role,
    ],
  },
});
