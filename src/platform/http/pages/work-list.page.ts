import type { FastifyReply, FastifyRequest } from 'fastify';
import { Kind, parse, visit, type DefinitionNode, type SelectionNode } from 'graphql';
import { ICON } from './brand';
import { WORK_LIST_FILES } from './file.script';
import type { Answer, Ask } from './home.page';
import { html, inlineScript, inlineStyle, type Html } from './html';
import { contentSecurityPolicy } from './page-frame';
import { BASE_STYLE, HOME_STYLE, WORK_LIST_STYLE } from './styles';
import type { WorkList } from './welcome-text';

const STYLE = inlineStyle(BASE_STYLE + HOME_STYLE + WORK_LIST_STYLE);
const SCRIPT = inlineScript(WORK_LIST_FILES);
const POLICY = contentSecurityPolicy({
  'style-src': [STYLE.source],
  'script-src': [SCRIPT.source],
  'connect-src': ["'self'"],
  'img-src': ["'self'"],
});

interface Entry {
  readonly title: string;
  readonly count: number;
  /** The query that lists what is counted. */
  readonly question: string;
}

/** Answers with the list as the public sees it now. Only its buttons for files need JavaScript. */
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
          <p id="file-status" role="status"></p>
        </main>
        ${SCRIPT.element}
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
      html`<li>
        <a href="explorer?query=${encodeURIComponent(question)}">${title}</a>
        <strong>${count}</strong>${fileButton(question, title)}
      </li>`,
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

/** A button for the file of a list, which the script of the page shows. There is no file of other questions. */
function fileButton(question: string, title: string): Html | undefined {
  if (!isList(question)) return undefined;
  return html` <button type="button" data-question="${question}" aria-label="${title} as CSV" hidden>as CSV</button>`;
}

/** Whether it is one list, without lists in its records, which a cell cannot hold. */
function isList(question: string): boolean {
  const document = parse(question);
  let lists = 0;
  visit(document, { Field: ({ name }) => void (lists += Number(name.value === 'nodes')) });
  const [root, ...others] = selectionsOf(document.definitions[0]);
  const rows = selectionsOf(root).some((field) => field.kind === Kind.FIELD && field.name.value === 'nodes');
  return rows && others.length === 0 && lists === 1;
}

function selectionsOf(node: DefinitionNode | SelectionNode | undefined): readonly SelectionNode[] {
  return node && 'selectionSet' in node ? (node.selectionSet?.selections ?? []) : [];
}
