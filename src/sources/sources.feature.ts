import type { Feature } from '../platform/domain';
import { assureMutation } from '../platform/writing';
import { citations } from './citation.entity';
import { sources } from './source.entity';
import { sourceRelations } from './source.relations';
import { SourceResolver } from './source.resolver';

export const sourcesFeature: Feature = {
  name: 'sources',
  models: [sources, citations],
  relations: sourceRelations,
  resolvers: () => [new SourceResolver()],
  mutations: ({ writes }) => [assureMutation(writes.records)],
};
