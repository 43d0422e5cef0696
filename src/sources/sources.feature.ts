import type { Feature } from '../platform/domain';
import { listField, recordField } from '../platform/reading/schema/root-fields';
import { assureMutation, recordMutations } from '../platform/writing';
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
  records: [sourceWrites],
  roots: () => [
    recordField(sources, 'One source by its id; null if there is none.'),
    recordField(citations, 'One citation by its id; null if there is none, or if you may not see what it is for.', {
      past: false,
    }),
    listField(sources, 'The documents from which the hub takes its facts.'),
    listField(citations, 'The passages of sources that support the facts of the hub.'),
  ],
  resolvers: () => [new CitationResolver()],
  mutations: ({ writes }) => [...recordMutations(sourceWrites), assureMutation(writes.records)],
  faults: shapeFaults,
};
