import { cores } from '../cores';
import { organizations } from '../organizations';
import { LinkModel } from '../platform/writing';
import { programs } from '../programs';
import { contactAssignments } from './contact-assignment.entity';
import { contacts } from './contact.entity';

export const contactAssignmentWrites = new LinkModel(contactAssignments, {
  verbs: {
    assign: 'assignContact',
    remove: 'unassignContact',
    assigning: 'Assigns a contact to an organization, a core or a program, or updates the assignment.',
    removing: 'Removes the assignment of a contact.',
  },
  kinds: ['CONTACT_ASSIGNED', 'CONTACT_UNASSIGNED'],
  ends: [
    { property: 'contactId', model: contacts },
    { property: 'organizationId', model: organizations, field: 'contacts' },
    { property: 'coreId', model: cores, field: 'contacts' },
    { property: 'programId', model: programs, field: 'contacts' },
  ],
  key: ['role'],
  dataset: { list: 'assignments', at: 'contactId' },
});
