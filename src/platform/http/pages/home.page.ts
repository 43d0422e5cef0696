import type { FastifyReply, FastifyRequest } from 'fastify';
import { ICON } from './brand';
import type { Doc } from './docs';
import { html, inlineStyle, type Html } from './html';
import { byAudience, type CuratedOperation } from './curated-operations';
import { contentSecurityPolicy } from './page-frame';
import { BASE_STYLE, HOME_STYLE } from './styles';
import type { Welcome } from './welcome-text';

/** The part of a GraphQL answer that the page shows. `data` is absent or null if nothing could be read. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** Runs a query as the public, for this request. */
export type Ask = (query: string, request: FastifyRequest) => Promise<Answer>;

export interface HomeParts {
  readonly welcome: Welcome;
  readonly operations: readonly CuratedOperation[];
  readonly docs: readonly Doc[];
  readonly publicUrl?: string | undefined;
  readonly ask: Ask;
}

const STYLE = inlineStyle(BASE_STYLE + HOME_STYLE);
const POLICY = contentSecurityPolicy({ 'style-src': [STYLE.source], 'img-src': ["'self'"] });

/** Answers with the hub's home page. Its figures are read again for each request. It needs no JavaScript. */
export function homeHandler({ welcome, operations, docs, publicUrl, ask }: HomeParts) {
  const countQuery = `{ ${welcome.counted.map(({ field }) => `${field} { totalCount }`).join(' ')} }`;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const [counts, answer] = await Promise.all([ask(countQuery, request), ask(welcome.firstQuery, request)]);
    const sections = [
      contents(welcome, counts),
      doors(welcome),
      firstQuery(welcome, answer),
      following(welcome, publicUrl ?? addressOf(request)),
      questions(operations),
      reading(docs),
    ];
    return reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': POLICY, 'cache-control': 'no-store' })
      .send(frame(welcome, sections).text);
  };
}

function frame({ title, summary }: Welcome, sections: readonly Html[]): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content="${summary}" />
        <title>${title}</title>
        <link rel="icon" type="image/svg+xml" href="${ICON}" />
        ${STYLE.element}
      </head>
      <body>
        <main class="home-page">
          <h1><img src="${ICON}" width="44" height="44" alt="" /> ${title}</h1>
          <p class="lead">${summary}</p>
          ${sections}
        </main>
      </body>
    </html>`;
}

function contents({ counted }: Welcome, { data }: Answer): Html {
  if (!data) return html`<p class="note" role="status">The hub cannot read its database right now.</p>`;
  const figures = counted.map(
    ({ field, label }) =>
      html`<div>
        <dt>${label}</dt>
        <dd>${countOf(data[field])}</dd>
      </div>`,
  );
  return html`<dl class="counts" aria-label="Records in the hub">${figures}</dl>`;
}

function countOf(list: unknown): number | string {
  const { totalCount } = (list ?? {}) as { totalCount?: number };
  return totalCount ?? '–';
}

const DOORS = [
  { address: 'graphql', name: 'Apollo Sandbox', says: 'Write and run operations; needs internet access' },
  { address: 'explorer', name: 'Explorer', says: 'GraphiQL from the hub itself; works offline' },
  { address: 'schema.graphql', name: 'Schema', says: 'The schema as text (SDL)' },
  { address: '#keys', name: 'Keys', says: 'How to sign in, and how to follow changes' },
  { address: '#docs', name: 'Documentation', says: 'For those who use the hub or run it' },
  { address: 'health/ready', name: 'Health', says: 'Whether the hub can answer right now' },
  { address: 'metrics', name: 'Metrics', says: 'Metrics for Prometheus' },
];

function doors({ workList }: Welcome): Html {
  const own = workList ? [{ address: workList.address, name: workList.title, says: workList.summary }] : [];
  const items = [...DOORS, ...own].map(
    ({ address, name, says }) =>
      html`<li>
        <a href="${address}"><strong>${name}</strong> <span>${says}</span></a>
      </li>`,
  );
  return html`<h2>Where to go</h2>
    <ul class="doors">
      ${items}
    </ul>`;
}

function firstQuery({ firstQuery: query }: Welcome, answer: Answer): Html {
  return html`<h2>A first query</h2>
    <div class="pair">
      <figure>
        <figcaption>Asked just now</figcaption>
        <pre tabindex="0">${query}</pre>
      </figure>
      <figure>
        <figcaption>The answer</figcaption>
        <pre tabindex="0">${JSON.stringify(answer, null, 2)}</pre>
      </figure>
    </div>
    <p>
      <a href="explorer?query=${encodeURIComponent(query)}">Open it in the explorer</a>, or send it with
      <code>POST</code> to <a href="graphql"><code>/graphql</code></a> as JSON: <code>{ "query": "…" }</code>.
    </p>`;
}

/** The address by which the browser has reached the hub. */
function addressOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`;
}

function following({ firstSubscription, subscriber }: Welcome, address: string): Html {
  const key = `$HUB_${subscriber.toUpperCase()}_KEY`;
  const command = `. .hub/development-keys
curl -N ${address}/graphql \\
  -H 'accept: text/event-stream' -H 'content-type: application/json' \\
  -H "authorization: Bearer ${key}" \\
  -d '${JSON.stringify({ query: firstSubscription })}'`;
  return html`<h2 id="keys">Keys, and following changes</h2>
    <p>
      What is public needs no key. Everything else takes a key in the header
      <code>Authorization: Bearer &lt;key&gt;</code>. On your own machine, <code>npm start</code> prints the path of a
      file with a key for each role, usually <code>.hub/development-keys</code>. Elsewhere, ask those who run the hub:
      they make one with <code>npm run -s hub -- key create --role ${subscriber} --name NAME</code>.
      <a href="docs/access.md">What each role may do</a>
    </p>
    <pre tabindex="0">${command}</pre>
    <p>
      This shows every change as it happens, and goes on until you stop it with Ctrl-C.
      <a href="explorer?query=${encodeURIComponent(firstSubscription)}">Run it in the explorer</a>, with your key at the
      top, or read <a href="docs/subscriptions.md">which transports there are</a>.
    </p>`;
}

function reading(docs: readonly Doc[]): Html {
  const items = docs.map(({ address, title }) => html`<li><a href="${address}">${title}</a></li>`);
  return html`<h2 id="docs">Documentation</h2>
    <ul class="docs">
      ${items}
    </ul>`;
}

function questions(operations: readonly CuratedOperation[]): Html {
  const item = ({ name, question, hint }: CuratedOperation): Html =>
    html`<li>
      <a href="explorer?operation=${name}">${question}</a>
      <p>${withCode(hint)}</p>
    </li>`;
  return html`<h2>Questions to start from</h2>
    ${byAudience(operations).map(
      (group) =>
        html`<h3>${group.title}</h3>
          <ul class="questions">
            ${group.operations.map(item)}
          </ul>`,
    )}`;
}

/** Text in which backticks mark code. */
function withCode(text: string): Html[] {
  return text.split('`').map((part, index) => (index % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
}
