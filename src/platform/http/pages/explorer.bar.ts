import { ICON } from './brand';
import { html, type Html } from './html';
import type { CuratedOperation } from './curated-operations';
import { questionLists } from './question-lists';

/** The bar above GraphiQL: the way back, the operations to start from, and the key. */
export function explorerBar(operations: readonly CuratedOperation[]): Html {
  return html`<header class="bar">
    <a class="home" href="./"><img src="${ICON}" width="24" height="24" alt="" /> Equity Hub</a>
    <button type="button" popovertarget="starters">Questions to start from</button>
    ${starters(operations)}
    <button type="button" id="as-csv" title="Saves the list that the open tab asks for as a file">as CSV</button>
    <span id="file-status" role="status"></span>
    <form id="sign-in">
      <label id="key-field" hidden
        >Key
        <input name="key" type="password" autocomplete="off" spellcheck="false" placeholder="hub_… or a JWT" required
      /></label>
      <button id="sign-in-button" hidden>Sign in</button>
      <button id="sign-out-button" type="button" hidden>Sign out</button>
      <span id="viewer" role="status"></span>
    </form>
  </header>`;
}

function starters(operations: readonly CuratedOperation[]): Html {
  return html`<nav id="starters" popover aria-label="Questions to start from">
    ${questionLists(operations)}
    <p>A question opens in a tab of its own. <a href="graphql">Apollo Sandbox</a> has the same ones.</p>
  </nav>`;
}
