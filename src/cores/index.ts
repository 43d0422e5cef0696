export { Core, cores } from './core.entity';
export { coresFeature } from './cores.feature';
