import type { Feature } from '../platform/domain';
import { listField, recordField } from '../platform/reading/schema/root-fields';
import { assureMutation, citeMutations, recordMutations } from '../platform/writing';
import { citations } from './citation.entity';
import { sources } from './source.entity';
import { sourceQuality } from './source.quality';
import { sourceRelations } from './source.relations';
import { CitationResolver } from './citation.resolver';
import { citedIn, uncitedGauge } from './uncited.sql';
import { uncitedResolvers } from './uncited.resolver';
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
  quality: sourceQuality,
  resolvers: ({ writes, relations }) => [
    new CitationResolver(),
    ...citedIn(writes).flatMap((written) => uncitedResolvers(written, relations)),
  ],
  citing: { citations, sources, key: 'key' },
  mutations: ({ writes }) => [
    ...recordMutations(sourceWrites),
    assureMutation(writes.records),
    ...citeMutations(writes),
  ],
  gauges: ({ writes }) => [uncitedGauge(citedIn(writes))],
  faults: shapeFaults,
};
