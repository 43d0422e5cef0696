import type { Feature } from '../platform/domain';
import { listField } from '../platform/reading/schema/root-fields';
import { assureMutation } from '../platform/writing';
import { citations } from './citation.entity';
import { sources } from './source.entity';
import { sourceRelations } from './source.relations';
import { CitationResolver } from './citation.resolver';
import { sourceWrites } from './source.writes';
import { shapeFaults } from './dataset';

export const sourcesFeature: Feature = {
  name: 'sources',
  models: [sources, citations],
  relations: sourceRelations,
  loaded: [sourceWrites],
  roots: () => [
    listField(sources, 'The documents from which the hub takes its facts.'),
    listField(citations, 'The passages of sources that support the facts of the hub.'),
  ],
  resolvers: () => [new CitationResolver()],
  mutations: ({ writes }) => [assureMutation(writes.records)],
  faults: shapeFaults,
};
