import type { Feature } from '../platform/domain';
import { listField, recordField } from '../platform/reading/schema/root-fields';
import { linkMutations } from '../platform/writing';
import { attributes } from './attribute.entity';
import { attributeWrites } from './attribute.writes';
import { taxonomies } from './taxonomy.entity';
import { taxonomyRelations } from './taxonomy.relations';
import { taxonomyWrites, termWrites } from './taxonomy.writes';
import { terms } from './term.entity';

export const taxonomyFeature: Feature = {
  name: 'taxonomy',
  models: [taxonomies, terms, attributes],
  relations: taxonomyRelations,
  loaded: [taxonomyWrites, termWrites],
  links: [attributeWrites],
  roots: () => [
    recordField(taxonomies, 'One taxonomy by its id; null if there is none.', { past: false }),
    recordField(terms, 'One term by its id; null if there is none.', { past: false }),
    listField(taxonomies, 'The taxonomies whose terms records are tagged with.'),
    listField(terms, 'The terms of all taxonomies.'),
  ],
  mutations: () => linkMutations(attributeWrites),
};
