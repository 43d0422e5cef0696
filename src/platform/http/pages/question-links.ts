import type { CuratedOperation } from './curated-operations';
import { html, type Html } from './html';

/** A link for each question, which opens it in the explorer. */
export function questionLinks(operations: readonly CuratedOperation[]): Html[] {
  return operations.map(({ name, question }) => html`<li><a href="explorer?operation=${name}">${question}</a></li>`);
}
