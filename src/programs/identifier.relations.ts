import { organizations } from '../organizations';
import { belongsTo, hasMany, type Relation } from '../platform/reading';
import { identifiers } from './identifier.entity';
import { programs } from './program.entity';

const description = 'Its identifiers in other systems.';

export const identifierRelations: readonly Relation[] = [
  hasMany({ on: organizations, name: 'identifiers', target: identifiers, by: 'organizationId', description }),
  hasMany({ on: programs, name: 'identifiers', target: identifiers, by: 'programId', description }),
  belongsTo({
    on: identifiers,
    name: 'organization',
    target: organizations,
    by: 'organizationId',
    nullable: true,
    description: 'The organization that it identifies, if it is that of an organization.',
  }),
  belongsTo({
    on: identifiers,
    name: 'program',
    target: programs,
    by: 'programId',
    nullable: true,
    description: 'The program that it identifies, if it is that of a program.',
  }),
];
