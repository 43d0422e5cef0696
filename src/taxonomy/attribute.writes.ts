import { cores } from '../cores';
import { organizations } from '../organizations';
import { LinkModel } from '../platform/writing';
import { programs } from '../programs';
import { attributes } from './attribute.entity';
import { terms } from './term.entity';

export const attributeWrites = new LinkModel(attributes, {
  verbs: {
    assign: 'tagRecord',
    remove: 'untagRecord',
    assigning: 'Tags an organization, a core or a program with a term.',
    removing: 'Removes a tag from an organization, a core or a program.',
  },
  kinds: ['TAGGED', 'UNTAGGED'],
  ends: [
    { property: 'termId', model: terms },
    { property: 'organizationId', model: organizations, field: 'terms' },
    { property: 'coreId', model: cores, field: 'terms' },
    { property: 'programId', model: programs, field: 'terms' },
  ],
  key: [],
  dataset: { list: 'tags' },
});
