import { ICON } from './brand';
import { toScript } from './html';
import type { CuratedOperation } from './operations';

/** The editor's workers as JavaScript. */
interface Workers {
  readonly editorWorkerService: string;
  readonly jsonWorker: string;
  readonly graphqlWorker: string;
}

/** Hands the editor its workers from within the page: it would load them from files otherwise. */
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
 * Starts GraphiQL with a tab for each operation. `?operation=NAME` opens that one, and leaves the address at once, so that a
 * reload shows what was written since. GraphiQL itself reads `?query=`.
 */
export function bootExplorer(operations: readonly CuratedOperation[]): string {
  const starters = operations.map(({ name, document, variables }) => ({ name, query: document, variables }));
  return `
    {
      const starters = ${toScript(starters)};
      const address = new URL(location.href);
      const chosen = starters.find(({ name }) => name === address.searchParams.get('operation'));
      if (address.searchParams.has('operation')) {
        address.searchParams.delete('operation');
        history.replaceState({}, '', address);
      }
      const given = address.searchParams.get('query');
      const first = chosen ?? (given ? { query: given } : starters[0]);
      const tabs = [first, ...starters.filter((starter) => starter !== first)].filter(Boolean);
      const known = localStorage.getItem('graphiql:tabState') !== null;
      YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
        endpoint: 'graphql',
        title: ${toScript(TITLE)},
        logo: '<img src="${ICON}" width="28" height="28" alt="">',
        shouldPersistHeaders: false,
        defaultTabs: tabs.map(({ query, variables }) => ({ query, variables })),
        ...(chosen || !known ? { query: first?.query, variables: first?.variables } : {}),
      });
    }`;
}
