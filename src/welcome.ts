import type { Domain } from './platform/domain';
import { listName } from './platform/reading/schema/root-fields';
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
  tooMuch: 'There are too many records to count all of this at once. Ask for single rules in the explorer.',
  rules: '{ __type(name: "QualityRule") { enumValues { name description } } }',
  field: 'quality',
  query: '{ quality { title count question } }',
};

/** The welcome page of a domain. */
export function welcomeOf(domain: Domain): Welcome {
  const hasRules = domain.features.some(({ quality }) => quality !== undefined);
  return { ...WELCOME, counted: counted(domain), ...(hasRules && { workList: WORK_LIST }) };
}

/** The lists of all record types that clients can write, for the welcome page. */
function counted({ features, writes }: Domain): { field: string; label: string }[] {
  const fields = new Set(features.flatMap(({ roots }) => roots?.() ?? []).map(({ name }) => name));
  const lists = writes.records.map(({ model }) => ({ field: listName(model), label: model.options.plural }));
  return lists.filter(({ field }) => fields.has(field));
}
