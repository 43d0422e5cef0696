import { createHash } from 'node:crypto';

/** Text that is already HTML. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Part[] | undefined;

/** Builds HTML. Values are escaped, unless they are `Html`; lists are joined, and `undefined` becomes empty. */
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

/** A value as a JavaScript expression that is safe inside a script element. */
export function toScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/** An inline script or style element, and its hash for a content security policy. */
export interface Inline {
  readonly element: Html;
  /** For example `'sha256-…'`, quotes included. */
  readonly source: string;
}

/** @param text must not contain the end tag of the element; use `toScript` for data */
export function inlineScript(text: string): Inline {
  return { element: new Html(`<script>${text}</script>`), source: hashOf(text) };
}

export function inlineStyle(text: string): Inline {
  return { element: new Html(`<style>${text}</style>`), source: hashOf(text) };
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
