import type { Feature } from '../platform/domain';
import { listField, recordField } from '../platform/reading/schema/root-fields';
import { linkMutations, mergeMutation, recordMutations, upsertMutation } from '../platform/writing';
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
  records: [taxonomyWrites, termWrites],
  links: [attributeWrites],
  roots: () => [
    recordField(taxonomies, 'One taxonomy by its id; null if there is none.'),
    recordField(terms, 'One term by its id; null if there is none.'),
    listField(taxonomies, 'The taxonomies whose terms records are tagged with.'),
    listField(terms, 'The terms of all taxonomies.'),
  ],
  mutations: ({ writes }) => [
    ...recordMutations(taxonomyWrites),
    ...recordMutations(termWrites),
    mergeMutation(termWrites),
    upsertMutation(termWrites, writes),
    ...linkMutations(attributeWrites),
  ],
};
