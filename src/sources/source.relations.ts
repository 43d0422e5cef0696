import { belongsTo, hasMany } from '../platform/reading';
import { citations } from './citation.entity';
import { citedModels } from './cited-records';
import { sources } from './source.entity';

for (const [recordType, on] of citedModels) {
  hasMany({
    on,
    name: 'citations',
    target: citations,
    by: 'recordId',
    fixed: { recordType },
    description: 'Where the sources bear it out.',
  });
}

belongsTo({
  on: citations,
  name: 'source',
  target: sources,
  by: 'sourceId',
  nullable: true,
  groupable: true,
  description: 'The source.',
});

hasMany({ on: sources, name: 'citations', target: citations, by: 'sourceId', description: 'What it is cited for.' });
