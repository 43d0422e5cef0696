export { Core, cores } from './core.entity';
export { coresFeature } from './cores.feature';
export { coreWrites } from './core.writes';
