import type { Feature } from '../platform/domain';
import { createPathResolver } from './path.resolver';
import { waysOf } from './ways';

export const networkFeature: Feature = {
  name: 'network',
  models: [],
  resolvers: (domain) => [createPathResolver(waysOf(domain))],
};
