import type { Feature } from '../platform/feature';
import { linkMutations } from '../platform/writing';
import { Attribute, attributes } from './attribute.entity';
import { attributeWrites } from './attribute.writes';
import { taxonomies } from './taxonomy.entity';
import './taxonomy.relations';
import { TaxonomyResolver } from './taxonomy.resolver';
import { terms } from './term.entity';

export const taxonomyFeature: Feature = {
  name: 'taxonomy',
  models: [taxonomies, terms, attributes],
  resolvers: [new TaxonomyResolver()],
  mutations: linkMutations(attributeWrites),
  orphanedTypes: [Attribute],
};
