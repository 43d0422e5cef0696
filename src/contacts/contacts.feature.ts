import type { Feature } from '../platform/domain';
import { listField, recordField } from '../platform/reading/schema/root-fields';
import { linkMutations, mergeMutation, recordMutations, upsertMutation } from '../platform/writing';
import { contactAssignments } from './contact-assignment.entity';
import { contactAssignmentWrites } from './contact-assignment.writes';
import { contacts } from './contact.entity';
import { contactQuality } from './contact.quality';
import { contactRelations } from './contact.relations';
import { contactWrites } from './contact.writes';

export const contactsFeature: Feature = {
  name: 'contacts',
  models: [contacts, contactAssignments],
  relations: contactRelations,
  records: [contactWrites],
  links: [contactAssignmentWrites],
  quality: contactQuality,
  roots: () => [
    recordField(contacts, 'One contact by its id; null if there is none, or if you may not see it.'),
    listField(contacts, 'The contacts that you may see. The default order is by name.'),
    listField(contactAssignments, 'Which contact is assigned to what, of the contacts that you may see.'),
  ],
  mutations: ({ writes }) => [
    ...recordMutations(contactWrites),
    mergeMutation(contactWrites),
    upsertMutation(contactWrites, writes),
    ...linkMutations(contactAssignmentWrites),
  ],
};
