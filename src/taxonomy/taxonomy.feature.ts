import type { Feature } from '../platform/feature';
import { Attribute, attributes } from './attribute.entity';
import { taxonomies } from './taxonomy.entity';
import './taxonomy.relations';
import { TaxonomyResolver } from './taxonomy.resolver';
import { terms } from './term.entity';

export const taxonomyFeature: Feature = {
  name: 'taxonomy',
  models: [taxonomies, terms, attributes],
  resolvers: [new TaxonomyResolver()],
  orphanedTypes: [Attribute],
};
