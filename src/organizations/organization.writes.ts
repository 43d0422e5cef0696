import { WriteModel } from '../platform/writing';
import { refuseCycles, serializeHierarchy } from './organization.hierarchy';
import { organizations } from './organization.entity';

export const organizationWrites = new WriteModel(organizations, {
  unique: [{ properties: ['slug'] }],
  naturalKey: 'slug',
  prepare: serializeHierarchy,
  inspect: refuseCycles,
});
