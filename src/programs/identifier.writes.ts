import { organizations } from '../organizations';
import { LinkModel } from '../platform/writing';
import { identifiers } from './identifier.entity';
import { programs } from './program.entity';

export const identifierWrites = new LinkModel(identifiers, {
  kinds: ['IDENTIFIED', 'IDENTIFIED'],
  ends: [
    { property: 'organizationId', model: organizations, field: 'identifiers' },
    { property: 'programId', model: programs, field: 'identifiers' },
  ],
  key: ['scheme', 'value'],
  identifies: true,
});
