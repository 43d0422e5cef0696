import type { ReadStatement } from '../../database';
import type { AnswerCount } from '../answer-count';
import type { ListQuery } from '../list-query';
import { nodesKey, type PlannedPageRows } from '../planned';
import type { PageCounts } from '../page';
import type { Row } from '../row';
import type { Parents } from '../row-statement';
import type { Selected } from '../selection';
import { computedAggregate, computedGroups, type Computed } from './computed';

/** Reads the rows of a field for one list. Lists of several parents are read together. */
export type ReadOfField = (field: unknown, statement: (parents?: Parents) => ReadStatement) => Promise<Row[]>;

/** What a page computes of its whole list, each part when it is asked for, unless a plan has read it. */
export function countsOf(
  query: ListQuery,
  { read, total }: { readonly read: ReadOfField; readonly total: PageCounts['total'] },
  answer: AnswerCount,
  planned?: PlannedPageRows,
): PageCounts {
  const { model, viewer } = query;
  const computed = async <T>(info: Selected, compute: () => Computed<T>): Promise<T> => {
    const field = info.fieldNodes;
    const one = query.computed(field, compute);
    const known = planned?.computed.get(nodesKey(field));
    const value = one.value(known ?? (await read(field, (parents) => query.compute(one, parents))));
    answer.computed(one.size(value));
    return value;
  };
  const known = planned?.total;
  return {
    total: known === undefined ? total : async () => known,
    aggregate: (info) => computed(info, () => computedAggregate(model, info, viewer)),
    groups: (args, info) => computed(info, () => computedGroups(model, args, info, viewer)),
  };
}
