import type { Feature } from '../platform/feature';
import { linkMutations, mergeMutation, recordMutations, upsertMutation } from '../platform/writing';
import { contactAssignmentWrites } from './contact-assignment.writes';
import { contactWrites } from './contact.writes';
import { ContactAssignment, contactAssignments } from './contact-assignment.entity';
import { contacts } from './contact.entity';
import './contact.relations';
import { ContactResolver } from './contact.resolver';

export const contactsFeature: Feature = {
  name: 'contacts',
  models: [contacts, contactAssignments],
  resolvers: [new ContactResolver()],
  mutations: [
    ...recordMutations(contactWrites),
    mergeMutation(contactWrites),
    upsertMutation(contactWrites),
    ...linkMutations(contactAssignmentWrites),
  ],
  orphanedTypes: [ContactAssignment],
};
