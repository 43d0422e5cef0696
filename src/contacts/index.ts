export { ContactAssignment, contactAssignments } from './contact-assignment.entity';
export { Contact, ContactKind, contacts, ContactVisibility, visibleContact } from './contact.entity';
export { contactsFeature } from './contacts.feature';
