import type { Welcome, WorkList } from './platform/http/pages';

/** The texts of the welcome page. */
export const WELCOME: Omit<Welcome, 'counted' | 'workList'> = {
  title: 'Equity Hub',
  summary:
    'The directory of a health-equity network as one graph: who the organizations are, which cores they have, what programs they run, ' +
    'and whom to write to. Every fact names its source.',
  firstQuery: `query FirstLook {
  cores(orderBy: [{ field: POSITION }]) {
    nodes {
      name
      tagline
      programs(first: 2) {
        totalCount
        nodes {
          name
        }
      }
    }
  }
}`,
  firstSubscription:
    'subscription { programUpdates { cursor ... on ProgramChanged { kind program { name status } } } }',
  subscriber: 'partner',
};

/** The page of what editors should look at, where features have rules for it. */
export const WORK_LIST: WorkList = {
  address: 'quality',
  title: 'Work list',
  summary: 'What editors should look at next, as everybody sees it. Each line opens its question in the explorer.',
  nothing: 'There is nothing to do.',
  field: 'quality',
  query: '{ quality { title count question } }',
};
