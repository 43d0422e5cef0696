import { organizations } from '../organizations';
import { hasMany, type Relation } from '../platform/reading';
import { identifiers } from './identifier.entity';
import { programs } from './program.entity';

const description = 'Its identifiers in other systems.';

export const identifierRelations: readonly Relation[] = [
  hasMany({ on: organizations, name: 'identifiers', target: identifiers, by: 'organizationId', description }),
  hasMany({ on: programs, name: 'identifiers', target: identifiers, by: 'programId', description }),
];
