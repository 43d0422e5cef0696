import { demand, demandSame } from './verdict';

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id: string };
  /** The id of the link, if a link led to the record: two links can lead to the same record. */
  readonly link?: string;
}

export interface Page {
  readonly edges: readonly Edge[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

export interface Group {
  readonly count: number;
  readonly keys: readonly { readonly by: string; readonly value: string | null }[];
}

/** The nodes are those of the edges, and the page's cursors are those of the first and the last edge. */
export function judgePage({ edges, nodes, pageInfo }: Page): void {
  demandSame('nodes are not those of the edges', JSON.stringify(nodes), JSON.stringify(edges.map(({ node }) => node)));
  demandSame(
    'startCursor is not that of the first edge',
    String(pageInfo.startCursor),
    String(edges[0]?.cursor ?? null),
  );
  demandSame(
    'endCursor is not that of the last edge',
    String(pageInfo.endCursor),
    String(edges.at(-1)?.cursor ?? null),
  );
}

/** Consecutive pages have each record once, as many as `totalCount` says, and `hasNextPage` is right. */
export function judgeWalk(pages: readonly Page[], size: number, direction: 'forward' | 'backward'): string[] {
  const ids = pages
    .flatMap(({ edges }) => (direction === 'forward' ? edges : [...edges].reverse()))
    .map(({ node, link }) => link ?? node.id);
  demand(new Set(ids).size === ids.length, `walking ${direction}, a record came twice`);
  pages.forEach((page, index) => {
    judgePage(page);
    const { edges, pageInfo, totalCount } = page;
    const last = index === pages.length - 1;
    const [more, before] =
      direction === 'forward'
        ? [pageInfo.hasNextPage, pageInfo.hasPreviousPage]
        : [pageInfo.hasPreviousPage, pageInfo.hasNextPage];
    demand(
      more !== last,
      `walking ${direction}, page ${index} of ${pages.length} says ${more} of whether there are more`,
    );
    demand(last || edges.length === size, `walking ${direction}, page ${index} has ${edges.length} of ${size} records`);
    demand(
      before === index > 0 || edges.length === 0,
      `walking ${direction}, page ${index} says ${before} of whether there are some before`,
    );
    demand(totalCount === ids.length, `walking ${direction} finds ${ids.length} records of ${totalCount}`);
  });
  return ids;
}

/** Each record matches either a condition or its negation, never both. */
export function judgePartition(all: readonly string[], matching: readonly string[], others: readonly string[]): void {
  const both = matching.filter((id) => others.includes(id));
  demand(both.length === 0, `${both[0]} matches the filter and its negation`);
  const none = all.filter((id) => !matching.includes(id) && !others.includes(id));
  demand(none.length === 0, `${none[0]} matches neither the filter nor its negation`);
  demand(matching.length + others.length === all.length, 'the filter and its negation find what is not in the list');
}

export function judgeSameSequence(what: string, one: readonly string[], other: readonly string[]): void {
  demandSame(what, one.join(' '), other.join(' '));
}

/** The counts of groups by a single value add up to the total. A group by related records is never larger than the total. */
export function judgeGroups(groups: readonly Group[], total: number, single: boolean): void {
  const sum = groups.reduce((all, { count }) => all + count, 0);
  if (single) demand(sum === total, `the groups count ${sum} records of ${total}`);
  for (const { count } of groups) demand(count > 0 && count <= total, `a group counts ${count} of ${total} records`);
  const keys = groups.map(({ keys: each }) => JSON.stringify(each));
  demand(new Set(keys).size === keys.length, 'two groups have the same keys');
  const counts = groups.map(({ count }) => count);
  demand(
    counts.every((count, index) => index === 0 || count <= (counts[index - 1] ?? 0)),
    'the largest group is not the first',
  );
}
