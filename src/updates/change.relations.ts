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
      description: 'Its history: what changed in it, by version unless ordered otherwise, for those who sign in.',
    }),
  );
}
