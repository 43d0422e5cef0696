import { WriteModel } from '../platform/writing';
import { organizations } from './organization.entity';

export const organizationWrites = new WriteModel(organizations, {
  unique: [{ properties: ['slug'] }],
  naturalKey: ['slug'],
});
