import { organizations } from '../organizations';
import { belongsTo, hasMany } from '../platform/reading';
import { cores } from './core.entity';

belongsTo({
  on: cores,
  name: 'organization',
  target: organizations,
  by: 'organizationId',
  nullable: true,
  groupable: true,
  description: 'The organization that owns it.',
});

hasMany({
  on: organizations,
  name: 'cores',
  target: cores,
  by: 'organizationId',
  needsIt: true,
  description: 'The cores that it owns.',
});
