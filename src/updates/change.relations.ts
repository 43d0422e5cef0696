import { hasMany } from '../platform/reading';
import { changes } from './change.entity';
import { loggedModels } from './change.visibility';

for (const on of loggedModels) {
  hasMany({
    on,
    name: 'changes',
    target: changes,
    by: 'recordId',
    fixed: { recordType: on.table },
    description: 'Its history: what changed in it, by version unless ordered otherwise, for those who sign in.',
  });
}
