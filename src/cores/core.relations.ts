import { organizations } from '../organizations';
import { belongsTo, hasMany, type Relation } from '../platform/reading';
import { cores } from './core.entity';

export const coreRelations: readonly Relation[] = [
  belongsTo({
    on: cores,
    name: 'organization',
    target: organizations,
    by: 'organizationId',
    nullable: true,
    groupable: true,
    description: 'The organization that owns it.',
  }),

  hasMany({
    on: organizations,
    name: 'cores',
    target: cores,
    by: 'organizationId',
    needsIt: true,
    description: 'The cores that it owns.',
  }),
];
