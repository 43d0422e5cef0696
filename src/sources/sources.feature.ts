import { contactWrites } from '../contacts';
import { coreWrites } from '../cores';
import { organizationWrites } from '../organizations';
import type { Feature } from '../platform/feature';
import { assureMutation } from '../platform/writing';
import { programWrites } from '../programs';
import { citations } from './citation.entity';
import { sources } from './source.entity';
import './source.relations';
import { SourceResolver } from './source.resolver';

export const sourcesFeature: Feature = {
  name: 'sources',
  models: [sources, citations],
  resolvers: [new SourceResolver()],
  mutations: [assureMutation([organizationWrites, coreWrites, programWrites, contactWrites])],
};
