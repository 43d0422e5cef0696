import { LinkModel } from '../platform/writing';
import { programRelationships } from './program-relationship.entity';
import { programs } from './program.entity';

export const programRelationshipWrites = new LinkModel(programRelationships, {
  verbs: {
    assign: 'relatePrograms',
    remove: 'unrelatePrograms',
    assigning: 'Ties one program to another.',
    removing: 'Ends the tie of two programs.',
  },
  kinds: ['RELATED', 'UNRELATED'],
  ends: [
    { property: 'programId', model: programs, field: 'relatedPrograms' },
    { property: 'relatedProgramId', model: programs, field: 'relatedPrograms' },
  ],
  key: ['type'],
  dataset: { list: 'related' },
});
