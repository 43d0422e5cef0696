import { ICON } from './brand';
import { toScript } from './html';
import type { CuratedOperation } from './curated-operations';

/** The editor's workers as JavaScript. */
interface Workers {
  readonly editorWorkerService: string;
  readonly jsonWorker: string;
  readonly graphqlWorker: string;
}

/** Gives the editor its workers from within the page, instead of files. */
export function prepareWorkers({ editorWorkerService, jsonWorker, graphqlWorker }: Workers): string {
  return `
    {
      const workers = ${toScript({ editorWorkerService, json: jsonWorker, graphql: graphqlWorker })};
      const urls = {};
      for (const [label, text] of Object.entries(workers)) {
        urls[label] = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      }
      self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_module, label) => urls[label] };
    }`;
}

const TITLE = '<a href="./">Equity Hub</a>';

/**
 * Starts GraphiQL with a tab for each operation. `?operation=NAME` opens that operation, `?query=…&variables=…` any other. Both are then
 * removed from the URL, and edits are not written to it as GraphiQL does by default. After a reload, GraphiQL finds its last tab by the
 * tab's content. If it does not know all of the content, it opens another tab, so this script passes the content on.
 */
export function bootExplorer(operations: readonly CuratedOperation[]): string {
  const starters = operations.map(({ name, document, variables }) => ({ name, query: document, variables }));
  return `
    {
      const starters = ${toScript(starters)};
      const lastTab = () => {
        try {
          const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
          return tabs[activeTabIndex];
        } catch {
          return undefined;
        }
      };
      const { searchParams } = new URL(location.href);
      const given = (name) => searchParams.get(name) ?? undefined;
      history.replaceState({}, '', location.pathname);
      const wanted = given('query')
        ? { query: given('query'), variables: given('variables') }
        : starters.find(({ name }) => name === given('operation'));
      const tabs = wanted ? [wanted, ...starters.filter((starter) => starter !== wanted)] : starters;
      const first = wanted ?? lastTab() ?? tabs[0];
      YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
        endpoint: 'graphql',
        title: ${toScript(TITLE)},
        logo: '<img src="${ICON}" width="28" height="28" alt="">',
        shouldPersistHeaders: false,
        defaultTabs: tabs.map(({ query, variables }) => ({ query, variables })),
        query: first?.query,
        variables: first?.variables,
        onEditQuery: () => {},
      });
    }`;
}
