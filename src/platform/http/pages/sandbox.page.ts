import { ICON } from './brand';
import { html, inlineScript, inlineStyle, type Html } from './html';
import { byAudience, type CuratedOperation } from './curated-operations';
import { questionLists } from './question-lists';
import { contentSecurityPolicy, createPage, type Page } from './page-frame';
import { bootSandbox, SANDBOX_CDN } from './sandbox.script';
import { BASE_STYLE, SANDBOX_STYLE } from './styles';

const SANDBOX_FRAME = 'https://sandbox.embed.apollographql.com';

/**
 * Apollo Sandbox with the curated operations as examples. Apollo's own landing page puts all operations into one document with
 * one set of variables, and the document into a URL, which would be too long. Here each operation has its own variables. If
 * Apollo's servers cannot be reached, the page says so and links to the explorer, which works offline.
 */
export function renderSandbox(operations: readonly CuratedOperation[]): Page {
  const script = inlineScript(bootSandbox(operations));
  const style = inlineStyle(BASE_STYLE + SANDBOX_STYLE);
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sandbox · Equity Hub</title>
        <link rel="icon" type="image/svg+xml" href="${ICON}" />
        ${style.element}
      </head>
      <body class="sandbox">
        ${bar(operations)}
        <main id="sandbox">${notice(operations)}</main>
        ${script.element}
      </body>
    </html>`;
  return createPage(text, policyOf(script.source, style.source));
}

function bar(operations: readonly CuratedOperation[]): Html {
  const choices = byAudience(operations).map(
    (group) =>
      html`<optgroup label="${group.title}">
        ${group.operations.map(({ name, question }) => html`<option value="${name}">${question}</option>`)}
      </optgroup>`,
  );
  return html`<header>
    <a class="home" href="./"><img src="${ICON}" width="24" height="24" alt="" /> Equity Hub</a>
    <label id="starter" hidden
      >Start from
      <select>
        ${choices}
      </select></label
    >
    <a href="explorer">Offline explorer</a>
  </header>`;
}

/** The placeholder for Sandbox: while it loads, if it cannot load, and for browsers without JavaScript. */
function notice(operations: readonly CuratedOperation[]): Html {
  return html`<div id="notice">
    <p id="state" role="status">Loading Apollo Sandbox …</p>
    <noscript><p>Apollo Sandbox needs JavaScript.</p></noscript>
    <p>
      Apollo Sandbox is loaded from Apollo's network. <a href="explorer">The hub's own explorer</a> does the same
      without internet, and starts from the same questions:
    </p>
    ${questionLists(operations)}
    <p>Programs send GraphQL to this very address; the <a href="schema.graphql">schema</a> is here.</p>
  </div>`;
}

function policyOf(script: string, style: string): string {
  return contentSecurityPolicy({
    'script-src': [script, SANDBOX_CDN],
    'style-src': [style],
    'frame-src': [SANDBOX_FRAME],
    'img-src': ["'self'"],
    // Sandbox runs in a frame and asks the surrounding page to send the operations.
    'connect-src': ["'self'"],
  });
}
