import { WriteModel } from '../platform/writing';
import { cores } from './core.entity';

export const coreWrites = new WriteModel(cores, {
  unique: [{ properties: ['slug'] }, { properties: ['organizationId', 'name'], livingOnly: true }],
  naturalKey: ['slug'],
  dataset: { given: ['position'] },
});
