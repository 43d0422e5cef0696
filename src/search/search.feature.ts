import type { Feature } from '../platform/feature';
import { SearchResolver } from './search.resolver';

export const searchFeature: Feature = { name: 'search', models: [], resolvers: [new SearchResolver()] };
