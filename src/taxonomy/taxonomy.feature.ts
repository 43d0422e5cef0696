import type { Feature } from '../platform/domain';
import { linkMutations } from '../platform/writing';
import { attributes } from './attribute.entity';
import { attributeWrites } from './attribute.writes';
import { taxonomies } from './taxonomy.entity';
import { taxonomyRelations } from './taxonomy.relations';
import { TaxonomyResolver } from './taxonomy.resolver';
import { terms } from './term.entity';

export const taxonomyFeature: Feature = {
  name: 'taxonomy',
  models: [taxonomies, terms, attributes],
  relations: taxonomyRelations,
  links: [attributeWrites],
  resolvers: () => [new TaxonomyResolver()],
  mutations: () => linkMutations(attributeWrites),
};
