import fc from 'fast-check';
import type { Request } from '../client';
import { lists, type List, type OrderStep } from '../generators/lists';
import { judgeGroups, judgePartition, judgeSameSequence, judgeWalk, type Group, type Page } from '../judges/laws';
import { demand, demandSame } from '../judges/verdict';
import { play } from '../lanes';
import { ROLES } from '../stage';
import { Tally } from '../tally';
import { tooFew, type Part, type Round } from './part';

const LANES = 4;
const ANSWERED = 0.75;
/** Of a page, where only the whole list is of interest. */
const LARGEST = 100;
/** More pages than any list of the world has with the smallest size that is walked. */
const MOST_PAGES = 300;

const PAGE = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { id } edges { cursor node { id } }`;

/** Random lists of all roles, asked in many ways: the answers have to fit together. */
export const laws: Part = async (round) => {
  const trial = new Trial(round);
  const arbitrary = fc.oneof(...ROLES.map((role) => lists(round.known, role)));
  const findings = await play({ ...round, part: 'laws', lanes: LANES }, arbitrary, (list) => trial.judge(list), show);
  return {
    findings: findings.length > 0 ? findings : tooFew(round, 'laws', trial.tally, ANSWERED),
    tally: trial.tally,
  };
};

interface Counts {
  readonly totalCount: number;
  readonly again: number;
  readonly groups: readonly Group[];
}

class Trial {
  readonly tally = new Tally();

  constructor(private readonly round: Round) {}

  async judge(list: List): Promise<void> {
    const { where, within } = list;
    const counted = await this.ask<Counts & { other: Counts }>(list, { where: both(within, where) }, COUNTS);
    if (!counted) return;
    judgeGroups(counted.groups, counted.totalCount, list.single);
    demand(counted.again === counted.totalCount, 'a count by another name is another count');
    const forward = await this.walk(list, both(within, where), list.orderBy, 'forward');
    if (!forward) return;
    demand(counted.totalCount === forward.length, `${counted.totalCount} are counted, ${forward.length} found`);
    const backward = await this.walk(list, both(within, where), list.orderBy, 'backward');
    judgeSameSequence('walking backward finds another sequence', [...(backward ?? [])].reverse(), forward);
    const reversed = await this.walk(list, both(within, where), list.orderBy.map(reverse), 'forward');
    judgeSameSequence('the reversed order is another sequence', [...(reversed ?? [])].reverse(), forward);
    const whole = { ...list, size: LARGEST };
    const others = await this.walk(whole, both(within, { not: where }), list.orderBy, 'forward');
    const all = await this.walk(whole, within, list.orderBy, 'forward');
    if (others && all) judgePartition(all, forward, others);
    if (all)
      demandSame(
        'the filtered list is in another order',
        all.filter((id) => forward.includes(id)).join(),
        forward.join(),
      );
  }

  private async walk(list: List, where: unknown, orderBy: readonly OrderStep[], direction: 'forward' | 'backward') {
    const pages: Page[] = [];
    let cursor: string | null = null;
    do {
      const place: Request['variables'] =
        direction === 'forward' ? { first: list.size, after: cursor } : { last: list.size, before: cursor };
      const page: Page | undefined = await this.ask<Page>(list, { where, orderBy, ...place }, PAGE);
      if (!page) return undefined;
      pages.push(page);
      const { hasNextPage, hasPreviousPage, startCursor, endCursor }: Page['pageInfo'] = page.pageInfo;
      const more: boolean = direction === 'forward' ? hasNextPage : hasPreviousPage;
      cursor = more ? (direction === 'forward' ? endCursor : startCursor) : null;
      demand(!more || cursor !== null, `walking ${direction}, there are more records and no cursor`);
    } while (cursor !== null && pages.length < MOST_PAGES);
    return judgeWalk(pages, list.size, direction);
  }

  /** @returns undefined where it is refused */
  private async ask<T>(list: List, variables: Request['variables'], selection: string): Promise<T | undefined> {
    const { result } = await this.round.stage.client.post(list.role, question(list, variables, selection));
    this.tally.take(list.role, result);
    const [error] = result.errors ?? [];
    demand(error?.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR', `INTERNAL_SERVER_ERROR: ${error?.message}`);
    const owner = list.owner ? (result.data?.['owner'] as { list: T } | null | undefined) : undefined;
    return error ? undefined : ((list.owner ? owner?.list : result.data?.['list']) as T | undefined);
  }
}

const COUNTS = 'totalCount again: totalCount groups(by: $by, first: 1000) { count keys { by value } }';

function question(list: List, more: Request['variables'], selection: string): Request {
  const parameters = [
    `$where: ${list.whereType}`,
    `$orderBy: [${list.orderType}!]`,
    '$first: Int, $last: Int, $after: String, $before: String, $includeArchived: Boolean',
    ...(selection === COUNTS ? [`$by: [${list.groupType}!]!`] : []),
    ...(list.owner ? ['$owner: ID!'] : []),
  ];
  const shown = list.link === undefined ? selection : selection.replace('{ cursor', `{ cursor link: ${list.link}`);
  const given = `where: $where, orderBy: $orderBy, first: $first, last: $last, after: $after, before: $before, includeArchived: $includeArchived`;
  const asked = `list: ${list.field}(${given}) { ${shown} }`;
  const set = list.owner ? `owner: ${list.owner.field}(id: $owner) { ${asked} }` : asked;
  const variables = {
    ...more,
    includeArchived: list.includeArchived,
    ...(selection === COUNTS && { by: [list.groupBy] }),
    ...(list.owner && { owner: list.owner.id }),
  };
  return { query: `query (${parameters.join(', ')}) { ${set} }`, variables };
}

function both(one: unknown, other: unknown): unknown {
  return { and: [one, other] };
}

function reverse({ field, direction }: OrderStep): OrderStep {
  return { field, direction: direction === 'ASC' ? 'DESC' : 'ASC' };
}

function show({ role, ...list }: List): string {
  return `${role}: ${JSON.stringify(list)}`;
}
