import { createHash } from 'node:crypto';

/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Part[] | undefined;

/** Builds HTML: what is put in is escaped, unless it is `Html` itself; lists are joined, and `undefined` is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + render(parts[index - 1]) + string));
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(render).join('');
  return escape(String(part));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/** A value as a JavaScript expression that is harmless inside a script element. */
export function toScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/** A script or style element that stands in the page itself, and how a content security policy names it. */
export interface Inline {
  readonly element: Html;
  /** Such as `'sha256-…'`, quotes included. */
  readonly source: string;
}

/** @param text must hold nothing that would end the element; data goes through `toScript` */
export function inlineScript(text: string): Inline {
  return { element: new Html(`<script>${text}</script>`), source: hashOf(text) };
}

export function inlineStyle(text: string): Inline {
  return { element: new Html(`<style>${text}</style>`), source: hashOf(text) };
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
