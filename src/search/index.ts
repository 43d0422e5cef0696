export { searchFeature } from './search.feature';
