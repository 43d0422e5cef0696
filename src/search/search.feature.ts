import type { Feature } from '../platform/domain';
import { createSearchResolver } from './search.resolver';
import { searchablesOf } from './searchable';

export const searchFeature: Feature = {
  name: 'search',
  models: [],
  resolvers: ({ models }) => [createSearchResolver(searchablesOf(models))],
};
