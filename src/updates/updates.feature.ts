import type { Feature } from '../platform/feature';
import { changes } from './change.entity';
import './change.relations';
import { ChangeResolver } from './change.resolver';
import { Checkpoint } from './program-change.types';
import { ProgramDiffResolver } from './program.diff';
import { ProgramStreamResolver } from './program-stream.resolver';
import { ProgramUpdatesResolver } from './program-updates.resolver';

export const updatesFeature: Feature = {
  name: 'updates',
  models: [changes],
  resolvers: [
    new ChangeResolver(),
    new ProgramUpdatesResolver(),
    new ProgramStreamResolver(),
    new ProgramDiffResolver(),
  ],
  orphanedTypes: [Checkpoint],
};
