import { WriteModel } from '../platform/writing';
import { taxonomies } from './taxonomy.entity';
import { terms } from './term.entity';

export const taxonomyWrites = new WriteModel(taxonomies, {
  unique: [{ properties: ['name'] }],
  naturalKey: ['name'],
});

export const termWrites = new WriteModel(terms, {
  unique: [{ properties: ['taxonomyId', 'code'] }],
  naturalKey: ['taxonomyId', 'code'],
  within: 'taxonomyId',
  dataset: { key: 'code' },
});
