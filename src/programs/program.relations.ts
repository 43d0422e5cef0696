import { cores } from '../cores';
import { belongsTo, hasMany, linked, type Relation } from '../platform/reading';
import { ProgramRelationshipType, programRelationships } from './program-relationship.entity';
import { programs } from './program.entity';

export const programRelations: readonly Relation[] = [
  belongsTo({
    on: programs,
    name: 'core',
    target: cores,
    by: 'coreId',
    nullable: true,
    groupable: true,
    description: 'The core that it belongs to; null if it belongs to none.',
  }),

  hasMany({
    on: cores,
    name: 'programs',
    target: programs,
    by: 'coreId',
    needsIt: true,
    description: 'The programs that belong to it.',
  }),

  linked({
    on: programs,
    name: 'relatedPrograms',
    target: programs,
    link: programRelationships,
    from: 'programId',
    to: 'relatedProgramId',
    mirrored: true,
    needsIt: { direction: 'INCOMING' },
    edge: ['type'],
    arguments: [
      { name: 'types', property: 'type', type: ProgramRelationshipType, description: 'Only links of these types.' },
    ],
    description: 'The programs that it is linked to, in both directions.',
  }),

  belongsTo({
    on: programRelationships,
    name: 'program',
    target: programs,
    by: 'programId',
    nullable: true,
    groupable: true,
    description: 'The program that the link starts from.',
  }),

  belongsTo({
    on: programRelationships,
    name: 'relatedProgram',
    target: programs,
    by: 'relatedProgramId',
    nullable: true,
    groupable: true,
    description: 'The program that the link leads to.',
  }),
];
