import { WriteModel } from '../platform/writing';
import { sources } from './source.entity';

export const sourceWrites = new WriteModel(sources, {
  unique: [{ properties: ['key'] }],
  naturalKey: 'key',
  dataset: { key: 'key' },
});
