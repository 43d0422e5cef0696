import type { Feature } from '../platform/domain';
import { comparablesOf } from './comparable';
import { dismissalMutations } from './dismissals';
import { createDuplicatesResolver } from './duplicates.resolver';

export const qualityFeature: Feature = {
  name: 'quality',
  models: [],
  resolvers: ({ models }) => [createDuplicatesResolver(comparablesOf(models))],
  mutations: ({ models }) => dismissalMutations(comparablesOf(models)),
};
