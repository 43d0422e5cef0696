import type { Viewer } from '../../access/viewer';
import type { ReadStatement } from '../../database';
import type { AnswerCount } from '../answer-count';
import type { CountRow } from '../batches';
import type { ListQuery } from '../list-query';
import type { PageCounts } from '../page';
import type { Parents } from '../row-statement';
import { asGroups, shownOf, type GroupRow } from './groups';
import { asAggregate, selectedMeasures } from './measures';

/** Reads the rows of a field for one list. Lists of several parents are read together. */
export type ReadOfField = <T extends object>(
  field: unknown,
  statement: (parents?: Parents) => ReadStatement,
) => Promise<T[]>;

/** What a page computes of its whole list, each part when it is asked for. */
export function countsOf(
  query: ListQuery,
  { read, total }: { readonly read: ReadOfField; readonly total: PageCounts['total'] },
  { answer, viewer }: { readonly answer: AnswerCount; readonly viewer: Viewer },
): PageCounts {
  const { model } = query;
  return {
    total,
    aggregate: async (info) => {
      const measures = selectedMeasures(model, info.fieldNodes, info, viewer);
      const [row] = await read<CountRow>(info.fieldNodes, (parents) => query.aggregate(measures, parents));
      answer.aggregate(measures.length);
      return asAggregate(measures, row?.count ?? 0, { ...row });
    },
    groups: async (args, info) => {
      const shown = shownOf(model, info, viewer);
      const found = await read<GroupRow>(info.fieldNodes, (parents) => query.groups(args, shown, parents));
      const groups = asGroups(model, found, args, shown);
      answer.groups(groups);
      return groups;
    },
  };
}
