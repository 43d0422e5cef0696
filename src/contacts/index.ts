export { visibleContact } from './contact.entity';
export { contactsFeature } from './contacts.feature';
