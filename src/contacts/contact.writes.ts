import { WriteModel } from '../platform/writing';
import { contacts } from './contact.entity';

export const contactWrites = new WriteModel(contacts, {
  unique: [{ properties: ['email'], ignoresCase: true, livingOnly: true }],
  naturalKey: ['email'],
  dataset: { given: ['visibility'] },
  visibility: ({ visibility }) => String(visibility),
  check: ({ name, email }) =>
    (name ?? email ?? null) === null
      ? [['name', 'The contact has neither a name nor an e-mail address; give at least one of them.']]
      : [],
});
