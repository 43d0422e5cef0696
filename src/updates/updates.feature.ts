import type { Domain, Feature } from '../platform/domain';
import { programs } from '../programs';
import { changes } from './change.entity';
import { changeRelations } from './change.relations';
import { ChangeResolver } from './change.resolver';
import { Checkpoint } from './program-change.types';
import { ProgramDiffResolver } from './program.diff';
import { ProgramStreamResolver } from './program-stream.resolver';
import { ProgramUpdatesResolver } from './program-updates.resolver';

export const updatesFeature: Feature = {
  name: 'updates',
  models: [changes],
  relations: changeRelations,
  resolvers: () => [
    new ChangeResolver(),
    new ProgramUpdatesResolver(),
    new ProgramStreamResolver(),
    new ProgramDiffResolver(),
  ],
  orphanedTypes: [Checkpoint],
  faults: unfollowedLinks,
};

/** Subscribers can filter programs by their links. If a link is not in the log, a program that begins or ceases to match would be missed. */
function unfollowedLinks({ relations }: Domain): string[] {
  const lists = relations.filter(({ kind, on }) => kind === 'linked' && on === programs);
  return lists
    .filter(({ name }) => !programs.loggedLinks.has(name))
    .map(
      ({ name }) =>
        `Program.${name} is not in the log of programs; give the program's end of its LinkModel field: '${name}'.`,
    );
}
