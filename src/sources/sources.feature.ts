import type { Feature } from '../platform/feature';
import { citations } from './citation.entity';
import { sources } from './source.entity';
import './source.relations';
import { SourceResolver } from './source.resolver';

export const sourcesFeature: Feature = {
  name: 'sources',
  models: [sources, citations],
  resolvers: [new SourceResolver()],
};
