import type { Feature } from '../platform/domain';
import { linkMutations, mergeMutation, recordMutations, upsertMutation } from '../platform/writing';
import { contactAssignments } from './contact-assignment.entity';
import { contactAssignmentWrites } from './contact-assignment.writes';
import { contacts } from './contact.entity';
import { contactRelations } from './contact.relations';
import { ContactResolver } from './contact.resolver';
import { contactWrites } from './contact.writes';

export const contactsFeature: Feature = {
  name: 'contacts',
  models: [contacts, contactAssignments],
  relations: contactRelations,
  records: [contactWrites],
  links: [contactAssignmentWrites],
  resolvers: () => [new ContactResolver()],
  mutations: () => [
    ...recordMutations(contactWrites),
    mergeMutation(contactWrites),
    upsertMutation(contactWrites),
    ...linkMutations(contactAssignmentWrites),
  ],
};
