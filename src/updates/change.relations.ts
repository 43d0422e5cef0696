import type { Declared } from '../platform/domain';
import { hasMany, type Relation } from '../platform/reading';
import { changes } from './change.entity';

/** Every record type that clients write has a history. */
export function changeRelations({ writes }: Declared): readonly Relation[] {
  return writes.records.map(({ model }) =>
    hasMany({
      on: model,
      name: 'changes',
      target: changes,
      by: 'recordId',
      byType: 'recordType',
      description: 'Its history: all of its changes. The default order is by version. Requires signing in.',
    }),
  );
}
