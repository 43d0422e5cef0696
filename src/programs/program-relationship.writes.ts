import { LinkModel } from '../platform/writing';
import { programRelationships } from './program-relationship.entity';
import { programs } from './program.entity';

export const programRelationshipWrites = new LinkModel(programRelationships, {
  verbs: {
    assign: 'relatePrograms',
    remove: 'unrelatePrograms',
    assigning: 'Links one program to another.',
    removing: 'Removes the link between two programs.',
  },
  kinds: ['RELATED', 'UNRELATED'],
  ends: [
    { property: 'programId', model: programs, field: 'relatedPrograms' },
    { property: 'relatedProgramId', model: programs, field: 'relatedPrograms' },
  ],
  key: ['type'],
  dataset: { list: 'related' },
});
