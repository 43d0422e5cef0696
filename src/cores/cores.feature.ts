import type { Feature } from '../platform/feature';
import { recordMutations } from '../platform/writing';
import { coreWrites } from './core.writes';
import { cores } from './core.entity';
import { CoreResolver } from './core.resolver';
import './organization-cores.relation';

export const coresFeature: Feature = {
  name: 'cores',
  models: [cores],
  resolvers: [new CoreResolver()],
  mutations: recordMutations(coreWrites),
};
