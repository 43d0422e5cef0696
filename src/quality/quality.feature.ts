import type { Feature } from '../platform/domain';
import { comparablesOf } from './comparable';
import { dismissalMutations } from './dismissals';
import { createDuplicatesResolver } from './duplicates.resolver';
import { createQualityResolver } from './quality.resolver';
import { ruleFaults, rulesOf } from './rules';

export const qualityFeature: Feature = {
  name: 'quality',
  models: [],
  resolvers: (domain) => [
    createDuplicatesResolver(comparablesOf(domain.models)),
    createQualityResolver(rulesOf(domain)),
  ],
  faults: ruleFaults,
  mutations: ({ models }) => dismissalMutations(comparablesOf(models)),
};
