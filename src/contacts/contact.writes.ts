import { WriteModel } from '../platform/writing';
import { contacts } from './contact.entity';

export const contactWrites = new WriteModel(contacts, {
  unique: [{ properties: ['email'], ignoresCase: true, livingOnly: true }],
  naturalKey: 'email',
  dataset: { given: ['visibility'] },
  visibility: ({ visibility }) => String(visibility),
  check: ({ name, email }) =>
    (name ?? email ?? null) === null
      ? [['name', 'A contact needs a name or an e-mail address; give one of them.']]
      : [],
});
