export { Attribute, attributes } from './attribute.entity';
export { Taxonomy, taxonomies } from './taxonomy.entity';
export { taxonomyFeature } from './taxonomy.feature';
export { Term, terms } from './term.entity';
