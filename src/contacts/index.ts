export { ContactAssignment, contactAssignments } from './contact-assignment.entity';
export { Contact, contacts, visibleContact } from './contact.entity';
export { contactsFeature } from './contacts.feature';
export { contactWrites } from './contact.writes';
