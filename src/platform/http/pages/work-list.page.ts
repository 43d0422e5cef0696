import type { FastifyReply, FastifyRequest } from 'fastify';
import { ICON } from './brand';
import type { Answer, Ask } from './home.page';
import { html, inlineStyle, type Html } from './html';
import { contentSecurityPolicy } from './page-frame';
import { BASE_STYLE, HOME_STYLE, WORK_LIST_STYLE } from './styles';
import type { WorkList } from './welcome-text';

const STYLE = inlineStyle(BASE_STYLE + HOME_STYLE + WORK_LIST_STYLE);
const POLICY = contentSecurityPolicy({ 'style-src': [STYLE.source], 'img-src': ["'self'"] });

interface Entry {
  readonly title: string;
  readonly count: number;
  /** The query that lists what is counted. */
  readonly question: string;
}

/** Answers with the list as the public sees it now. It needs no JavaScript. */
export function workListHandler(list: WorkList, home: string, ask: Ask) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const answer = await ask(list.query, request);
    return reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': POLICY, 'cache-control': 'no-store' })
      .send(frame(list, home, body(list, answer)).text);
  };
}

function frame({ title, summary }: WorkList, home: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content="${summary}" />
        <title>${title} – ${home}</title>
        <link rel="icon" type="image/svg+xml" href="${ICON}" />
        ${STYLE.element}
      </head>
      <body>
        <main class="home-page">
          <p class="back"><a href="./">${home}</a></p>
          <h1>${title}</h1>
          <p class="lead">${summary}</p>
          ${content}
        </main>
      </body>
    </html>`;
}

function body(list: WorkList, { data, errors = [] }: Answer): Html {
  const entries = data?.[list.field] as readonly Entry[] | null | undefined;
  if (errors.some(({ extensions }) => extensions?.['code'] === 'QUERY_TOO_COSTLY'))
    return html`<p class="note" role="status">
      <a href="explorer?query=${encodeURIComponent(list.rules)}">${list.tooMuch}</a>
    </p>`;
  if (!entries) return html`<p class="note" role="status">The hub cannot read its database right now.</p>`;
  const open = entries.filter(({ count }) => count > 0);
  const done = entries.filter(({ count }) => count === 0);
  const lines = open.map(
    ({ title, count, question }) =>
      html`<li><a href="explorer?query=${encodeURIComponent(question)}">${title}</a> <strong>${count}</strong></li>`,
  );
  return html`${
    open.length > 0
      ? html`<ul class="work">
          ${lines}
        </ul>`
      : html`<p role="status">${list.nothing}</p>`
  }
  ${
    done.length > 0
      ? html`<h2>Nothing to do</h2>
          <ul class="done">
            ${done.map(({ title }) => html`<li>${title}</li>`)}
          </ul>`
      : undefined
  }`;
}
