import { WriteModel } from '../platform/writing';
import { sources } from './source.entity';

export const sourceWrites = new WriteModel(sources, {
  unique: [{ properties: ['key'] }, { properties: ['sha256'] }],
  naturalKey: ['key'],
  dataset: { key: 'key', given: ['sha256'] },
});
