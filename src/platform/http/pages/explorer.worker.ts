import { parentPort, workerData } from 'node:worker_threads';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import * as graphiql from '@graphql-yoga/render-graphiql/graphiql';
import { ICON } from './brand';
import { explorerBar } from './explorer.bar';
import { bootExplorer, prepareWorkers, withHistory } from './explorer.scripts';
import { html, inlineScript, inlineStyle } from './html';
import type { CuratedOperation } from './curated-operations';
import { contentSecurityPolicy, createPage, type Page } from './page-frame';
import { EXPLORER_STYLE } from './styles';

/** GraphiQL as one page, ready to be sent. Its nine megabytes of JavaScript are kept only in compressed form. */
export interface PackedPage extends Omit<Page, 'body'> {
  readonly br: Uint8Array;
  readonly gzip: Uint8Array;
}

function renderExplorer(operations: readonly CuratedOperation[]): Page {
  const scripts = [prepareWorkers(graphiql), withHistory(graphiql.js), bootExplorer(operations)].map(inlineScript);
  const style = inlineStyle(graphiql.css + EXPLORER_STYLE);
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Explorer · Equity Hub</title>
        <link rel="icon" type="image/svg+xml" href="${ICON}" />
        ${style.element}
      </head>
      <body>
        <noscript>
          The explorer needs JavaScript. The schema as text is at <a href="schema.graphql">schema.graphql</a>.
        </noscript>
        ${explorerBar(operations)}
        <div id="root"></div>
        ${scripts.map(({ element }) => element)}
      </body>
    </html>`;
  return createPage(text, policyOf(scripts.map(({ source }) => source)));
}

function policyOf(scripts: readonly string[]): string {
  return contentSecurityPolicy({
    'script-src': scripts,
    // The editor adds its own style elements at run time.
    'style-src': ["'unsafe-inline'"],
    'worker-src': ['blob:'],
    'font-src': ['data:'],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
  });
}

async function pack({ body, ...page }: Page): Promise<PackedPage> {
  const bytes = Buffer.from(body);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, zipped] = await Promise.all([promisify(brotliCompress)(bytes, { params }), promisify(gzip)(bytes)]);
  return { ...page, br, gzip: zipped };
}

// Runs in its own thread, because it computes for a second and needs much memory, which the thread frees when it ends.
void pack(renderExplorer(workerData as readonly CuratedOperation[])).then((page) => parentPort?.postMessage(page));
