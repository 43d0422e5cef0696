import type { Declared } from '../platform/domain';
import { belongsTo, hasMany, type Relation } from '../platform/reading';
import { citations } from './citation.entity';
import { sources } from './source.entity';

/** Citations for the records and links of every type that holds facts. */
export function sourceRelations({ models }: Declared): readonly Relation[] {
  return [
    ...models
      .filter(({ options }) => options.cited !== false)
      .map((on) =>
        hasMany({
          on,
          name: 'citations',
          target: citations,
          by: 'recordId',
          byType: 'recordType',
          description: 'The passages of sources that support it.',
        }),
      ),
    belongsTo({
      on: citations,
      name: 'source',
      target: sources,
      by: 'sourceId',
      nullable: true,
      groupable: true,
      description: 'The source.',
    }),
    hasMany({
      on: sources,
      name: 'citations',
      target: citations,
      by: 'sourceId',
      needsIt: true,
      release: 'retract them with retractCitation',
      description: 'The citations of this source.',
    }),
  ];
}
