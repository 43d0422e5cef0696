export { networkFeature } from './network.feature';
