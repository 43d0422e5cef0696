import { promisify } from 'node:util';
import { brotliCompress, constants, createGunzip, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { weightOf } from './accept';
import { ICON } from './brand';
import { bootExplorer, prepareWorkers } from './explorer.scripts';
import { html, inlineScript, inlineStyle } from './html';
import type { CuratedOperation } from './operations';
import { contentSecurityPolicy, createPage, revalidate, varyBy, type Page } from './page';
import { EXPLORER_STYLE } from './styles';

/** GraphiQL, ready to be sent. Its nine megabytes are kept compressed only. */
interface PackedPage extends Omit<Page, 'body'> {
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/**
 * Answers with GraphiQL as one page that asks nobody but the hub. It is made when it is first asked for, which takes about a
 * second, and kept for as long as the process lives.
 */
export function explorerHandler(operations: readonly CuratedOperation[]) {
  let packed: Promise<PackedPage> | undefined;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const page = await (packed ??= renderExplorer(operations).then(pack));
    varyBy(reply, 'accept-encoding');
    return revalidate(request, reply, page) ? reply.send() : sendPacked(request, reply, page);
  };
}

function sendPacked(request: FastifyRequest, reply: FastifyReply, page: PackedPage): FastifyReply {
  const accepted = request.headers['accept-encoding'];
  if (weightOf(accepted, 'br') > 0) return reply.header('content-encoding', 'br').send(page.br);
  if (weightOf(accepted, 'gzip') > 0) return reply.header('content-encoding', 'gzip').send(page.gzip);
  const unpacked = createGunzip();
  unpacked.end(page.gzip);
  return reply.send(unpacked);
}

async function renderExplorer(operations: readonly CuratedOperation[]): Promise<Page> {
  // Nine megabytes of JavaScript, which a hub whose explorer nobody opens need not load.
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql');
  const scripts = [prepareWorkers(graphiql), graphiql.js, bootExplorer(operations)].map(inlineScript);
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
        <noscript
          >The explorer needs JavaScript. The schema as text is at
          <a href="schema.graphql">schema.graphql</a>.</noscript
        >
        <div id="root"></div>
        ${scripts.map(({ element }) => element)}
      </body>
    </html>`;
  return createPage(text, policyOf(scripts.map(({ source }) => source)));
}

function policyOf(scripts: readonly string[]): string {
  return contentSecurityPolicy({
    'script-src': scripts,
    // The editor writes style elements of its own while it runs.
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
