import type { Feature } from '../platform/feature';
import { ContactAssignment, contactAssignments } from './contact-assignment.entity';
import { contacts } from './contact.entity';
import './contact.relations';
import { ContactResolver } from './contact.resolver';

export const contactsFeature: Feature = {
  name: 'contacts',
  models: [contacts, contactAssignments],
  resolvers: [new ContactResolver()],
  orphanedTypes: [ContactAssignment],
};
