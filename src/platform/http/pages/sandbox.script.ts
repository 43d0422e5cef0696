import { toScript } from './html';
import type { CuratedOperation } from './curated-operations';

export const SANDBOX_CDN = 'https://embeddable-sandbox.cdn.apollographql.com';

const SANDBOX_SCRIPT = `${SANDBOX_CDN}/v2/embeddable-sandbox.umd.production.min.js`;

/** After how long the page says that it is still waiting for Apollo's servers, in milliseconds. */
const PATIENCE = 5_000;

/** Loads Sandbox with the first operation or the one in `?operation=NAME`, and again with each operation that is chosen from the list. */
export function bootSandbox(operations: readonly CuratedOperation[]): string {
  const starters = operations.map(({ name, document, variables }) => ({
    name,
    document,
    variables: variables && (JSON.parse(variables) as unknown),
  }));
  return `
    {
      const starters = ${toScript(starters)};
      const wanted = new URL(location.href).searchParams.get('operation');
      const starter = document.getElementById('starter');
      const list = starter.querySelector('select');
      let sandbox;
      const show = (name) => {
        const { document, variables } = starters.find((one) => one.name === name) ?? starters[0] ?? {};
        sandbox?.dispose();
        sandbox = new EmbeddedSandbox({
          target: '#sandbox',
          initialEndpoint: location.origin + location.pathname,
          initialState: { document, variables },
          endpointIsEditable: false,
          hideCookieToggle: true,
          runTelemetry: false,
          allowDynamicStyles: false,
        });
      };
      const say = (text) => { document.getElementById('state').textContent = text; };
      const slow = setTimeout(say, ${PATIENCE}, 'Apollo’s servers have not answered yet. Check your internet connection.');
      const script = document.createElement('script');
      script.src = ${toScript(SANDBOX_SCRIPT)};
      script.onload = () => {
        clearTimeout(slow);
        document.getElementById('notice').hidden = true;
        starter.hidden = false;
        if (starters.some(({ name }) => name === wanted)) list.value = wanted;
        list.onchange = () => show(list.value);
        show(list.value);
      };
      script.onerror = () => {
        clearTimeout(slow);
        say('Apollo Sandbox cannot be loaded, because Apollo’s servers cannot be reached from here.');
      };
      document.head.append(script);
    }`;
}
