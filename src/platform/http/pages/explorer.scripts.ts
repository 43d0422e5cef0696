import { RefusedDeclaration } from '../../refused-declaration';
import { EXPLORER_SESSION } from './explorer.session';
import { EXPLORER_FILES } from './file.script';
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

/** Where Yoga's script names its own plugin, and where GraphiQL's history begins. Yoga leaves the history out, although its script has it. */
const PLUGINS = /plugins:\[(\w+)\],schemaDescription:/;
const HISTORY = /([\w$]+)=\{title:"History",/;

/** @throws RefusedDeclaration for a script that is not as expected, as another version may be */
export function withHistory(script: string): string {
  const [, history] = HISTORY.exec(script) ?? [];
  if (history === undefined || !PLUGINS.test(script))
    throw new RefusedDeclaration(
      'The script of the explorer has no history in the expected place; adapt explorer.scripts.ts to it.',
    );
  return script.replace(PLUGINS, (_found, own: string) => `plugins:[${own},${history}],schemaDescription:`);
}

/**
 * Starts GraphiQL. `?operation=NAME` opens that operation, `?query=…&variables=…` any other, in a tab of its own unless there is one already. Both are then
 * removed from the URL, and edits are not written to it as GraphiQL does by default. GraphiQL finds the tab to show by its content, and opens another one if it does
 * not know all of the content, so this script passes the content on. GraphiQL keeps its tabs only after an edit, so this script keeps a new one at once.
 *
 * GraphiQL keeps its tabs and its history in the browser. What it keeps has no headers, because they may have a credential.
 */
export function bootExplorer(operations: readonly CuratedOperation[]): string {
  const starters = operations.map(({ name, document, variables }) => ({ name, query: document, variables }));
  return `
    {${EXPLORER_SESSION}${EXPLORER_FILES}
      const starters = ${toScript(starters)};
      const keptTabs = () => {
        try {
          const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
          return tabs.length > activeTabIndex ? { tabs, activeTabIndex } : undefined;
        } catch {
          return undefined;
        }
      };
      const tabOf = ({ query, variables = null }) => {
        const operationName = /^ *(?:query|mutation|subscription) +(\\w+)/m.exec(query)?.[1] ?? null;
        const title = operationName ?? '<untitled>';
        return { id: String(Date.now()), title, query, variables, headers: null, operationName, response: null };
      };
      const withoutHeaders = (text) => {
        try {
          return JSON.stringify(JSON.parse(text), (name, value) => (name === 'headers' ? null : value));
        } catch {
          return text;
        }
      };
      const { searchParams } = new URL(location.href);
      const given = (name) => searchParams.get(name) ?? undefined;
      history.replaceState({}, '', location.pathname);
      const wanted = given('query')
        ? { query: given('query'), variables: given('variables') }
        : starters.find(({ name }) => name === given('operation'));
      const { tabs, activeTabIndex } = keptTabs() ?? { tabs: wanted ? [] : [tabOf(starters[0] ?? { query: '' })], activeTabIndex: 0 };
      const isWanted = (tab) => tab.query === wanted.query && (tab.variables ?? '') === (wanted.variables ?? '');
      if (wanted && !tabs.some(isWanted)) tabs.push(tabOf(wanted));
      const active = wanted ? tabs.findIndex(isWanted) : activeTabIndex;
      localStorage.setItem('graphiql:tabState', JSON.stringify({ tabs, activeTabIndex: active }));
      document.getElementById('as-csv').onclick = () => saveTab(keptTabs(), session.headers());
      YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
        endpoint: 'graphql',
        title: ' ',
        logo: ' ',
        shouldPersistHeaders: false,
        storage: {
          get length() { return localStorage.length; },
          getItem: (name) => localStorage.getItem(name),
          setItem: (name, text) => localStorage.setItem(name, withoutHeaders(text)),
          removeItem: (name) => localStorage.removeItem(name),
        },
        additionalHeaders: session.headers,
        query: tabs[active].query,
        variables: tabs[active].variables ?? undefined,
        onEditQuery: () => {},
      });
    }`;
}
