import type { Feature } from '../platform/domain';
import { notAssured } from '../platform/quality-rule';
import { listField, recordField } from '../platform/reading/schema/root-fields';
import { recordMutations } from '../platform/writing';
import { cores } from './core.entity';
import { coreRelations } from './core.relations';
import { coreWrites } from './core.writes';

export const coresFeature: Feature = {
  name: 'cores',
  models: [cores],
  relations: coreRelations,
  records: [coreWrites],
  quality: [notAssured(cores)],
  roots: () => [
    recordField(cores, 'One core by its id or slug; null if there is none.'),
    listField(cores, 'The cores. The default order is by position.'),
  ],
  mutations: () => recordMutations(coreWrites),
};
