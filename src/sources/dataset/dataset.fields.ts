import { z } from 'zod';
import { isWebAddress, lineFault, normalText } from '../../platform/text';
import { isRecord } from './dataset.entries';
import type { CitationForm } from './dataset.citation';
import type { Known } from './dataset.known';

/** A message for a value that is absent, empty or of the wrong kind. */
function expected(what: string): { error: (issue: { input?: unknown }) => string } {
  return {
    error: ({ input }) => {
      if (input === undefined) return `it is missing: give ${what}`;
      if (input === null) return `it is empty: give ${what}, or remove the line`;
      return `${JSON.stringify(input)} will not do: give ${what}`;
    },
  };
}

function textOf(what: string) {
  return z
    .string(expected(what))
    .overwrite(normalText)
    .superRefine((value, context) => {
      if (!/\S/.test(value))
        return context.addIssue({ code: 'custom', message: 'it is empty: give a text, or remove the line' });
      const fault = lineFault(value);
      if (fault !== undefined)
        context.addIssue({ code: 'custom', message: `it ${fault}, or fold a long text with >-` });
    });
}

/** A record in which a key that is not listed is a fault: it is most often a misspelled one. */
export function form<Shape extends z.ZodRawShape>(shape: Shape, what?: string) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `it is not known here: use one of ${keys}, or remove it`
        : expected(what ?? `these: ${keys}`).error(issue),
  });
}

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item, expected('a list')).default([]);
}

/** By the same rules as what clients write. */
export const text = textOf('a text, in quotes if it looks like a number');

export const slug = z
  .string(expected('a short name such as healthier-together'))
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and single hyphens, e.g. healthier-together');

export const email = textOf('an address such as name@example.org').pipe(
  z.email(expected('an address such as name@example.org')),
);

const WEB = 'an address that begins with https:// or http://';
export const web = textOf(WEB).refine(isWebAddress, expected(WEB));

export const year = wholeNumber('a year such as 2012', 1000, 2100);

export const amount = z
  .number(expected('an amount such as 2000 or 49.90'))
  .refine(
    (value) => value > 0 && value < 1e10 && /^\d+(\.\d{1,2})?$/.test(String(value)),
    'give an amount above 0 with at most two decimals, e.g. 2000 or 49.90',
  );

export const currency = z
  .string(expected('a currency such as USD'))
  .regex(/^[A-Z]{3}$/, 'give three letters such as USD');

export const sha256 = z
  .string(expected('a SHA-256, in quotes if it looks like a number'))
  .regex(/^[0-9a-f]{64}$/, 'give 64 hexadecimal digits in small letters');

export const moment = z.iso.datetime({ offset: true, ...expected('a date and time such as 2026-01-31T09:00:00Z') });

export const yesOrNo = z.boolean(expected('true or false'));

export function wholeNumber(what: string, least: number, most: number) {
  const bounds = `give ${what}, from ${least} to ${most}`;
  return z.int(expected(what)).min(least, bounds).max(most, bounds);
}

export function oneOf<const Word extends string>(words: readonly Word[]) {
  return z.enum(words, expected(`one of ${words.join(', ')}`));
}

/** The slug of a record that the dataset holds. */
export function reference(known: Known, section: 'organizations' | 'cores' | 'programs') {
  return z
    .string(expected(`the slug of one of the ${section}`))
    .refine((value) => !known.complete || known.slugs[section].has(value), {
      error: ({ input }) => `there is no "${String(input)}" among the ${section}: correct the slug, or add the record`,
    });
}

/** A value that the record's own citation covers, or `{ is: value, cite: ... }` with one of its own. */
export function field<Value extends z.ZodType>(value: Value, cite: CitationForm) {
  return z.preprocess(plainAsIs, form({ is: value, cite: cite.optional() }, 'a value'));
}

/** A value that needs its own citation: `{ is: value, cite: ... }`. */
export function citedField<Value extends z.ZodType>(value: Value, cite: CitationForm) {
  return z.preprocess(plainAsIs, form({ is: value, cite }, '{ is: value, cite: lines }'));
}

function plainAsIs(value: unknown): unknown {
  return isRecord(value) || value === undefined ? value : { is: value };
}
