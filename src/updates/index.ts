export { updatesFeature } from './updates.feature';
