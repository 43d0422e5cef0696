export { Change } from './change.entity';
export { updatesFeature } from './updates.feature';
