export { attributes } from './attribute.entity';
export { taxonomyFeature } from './taxonomy.feature';
