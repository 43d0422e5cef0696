import { cores } from '../cores';
import { organizations } from '../organizations';
import { belongsTo, linked, type Relation } from '../platform/reading';
import { programs } from '../programs';
import { contactAssignments } from './contact-assignment.entity';
import { contacts } from './contact.entity';

const link = contactAssignments;
const edge = ['role', 'isPrimary'];

const ends = [
  { model: organizations, key: 'organizationId', field: 'organization', contactsField: 'organizations' },
  { model: cores, key: 'coreId', field: 'core', contactsField: 'cores' },
  { model: programs, key: 'programId', field: 'program', contactsField: 'programs' },
];

export const contactRelations: readonly Relation[] = [
  ...ends.flatMap(({ model, key, field, contactsField }) => [
    linked({
      on: model,
      name: 'contacts',
      target: contacts,
      link,
      from: key,
      to: 'contactId',
      edge,
      description: 'The contacts assigned to it.',
    }),
    linked({
      on: contacts,
      name: contactsField,
      target: model,
      link,
      from: 'contactId',
      to: key,
      needsIt: true,
      edge,
      groupable: true,
      description: `The ${contactsField} that the contact is assigned to.`,
    }),
    belongsTo({
      on: link,
      name: field,
      target: model,
      by: key,
      nullable: true,
      groupable: true,
      description: `The ${field} that the contact is assigned to, if the assignment is to one.`,
    }),
  ]),
  belongsTo({
    on: link,
    name: 'contact',
    target: contacts,
    by: 'contactId',
    nullable: true,
    groupable: true,
    description: 'The contact.',
  }),
];
