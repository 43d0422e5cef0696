import type { Declared } from '../platform/domain';
import { hasMany, type Relation } from '../platform/reading';
import { changes } from './change.entity';
import { HISTORY } from './history';

/** Every record type that clients write has a history. */
export function changeRelations({ writes }: Declared): readonly Relation[] {
  return writes.records.map(({ model }) =>
    hasMany({
      on: model,
      name: 'changes',
      target: changes,
      ...HISTORY,
      byType: 'recordType',
      description:
        'Its history: all of its changes, and those of the links that lead to it. The oldest change comes first unless ordered otherwise. Requires signing in.',
    }),
  );
}
