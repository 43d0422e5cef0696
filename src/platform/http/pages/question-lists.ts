import { byAudience, type CuratedOperation } from './curated-operations';
import { html, type Html } from './html';

/** A list of questions for each audience. A question opens in the explorer. */
export function questionLists(operations: readonly CuratedOperation[]): Html[] {
  return byAudience(operations).map(
    (group) =>
      html`<h2>${group.title}</h2>
        <ul>
          ${group.operations.map(
            ({ name, question }) => html`<li><a href="explorer?operation=${name}">${question}</a></li>`,
          )}
        </ul>`,
  );
}
