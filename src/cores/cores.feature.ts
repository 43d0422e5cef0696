import type { Feature } from '../platform/domain';
import { recordMutations } from '../platform/writing';
import { cores } from './core.entity';
import { coreRelations } from './core.relations';
import { CoreResolver } from './core.resolver';
import { coreWrites } from './core.writes';

export const coresFeature: Feature = {
  name: 'cores',
  models: [cores],
  relations: coreRelations,
  records: [coreWrites],
  resolvers: () => [new CoreResolver()],
  mutations: () => recordMutations(coreWrites),
};
