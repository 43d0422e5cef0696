import { z } from 'zod';

/** What control characters and half surrogates are not: Postgres or a reader's screen would stumble over them. */
const PRINTABLE = /^[^\p{Cc}\p{Cs}]*$/u;
const PRINTABLE_LINES = /^(?:[^\p{Cc}\p{Cs}]|\n)*$/u;

/** Whether a text can be stored at all: one that cannot is no key of any record. */
export function isPrintable(text: string): boolean {
  return PRINTABLE.test(text);
}

function textOf(most: number, form: RegExp, fault: string): z.ZodString {
  return z
    .string()
    .trim()
    .min(1, 'is empty; give a text, or null to clear it')
    .max(most, `is longer than ${most} characters; shorten it`)
    .regex(form, fault);
}

/** One line: a name, a title. Blanks around it are taken off. */
export const line = textOf(300, PRINTABLE, 'holds a line break or another control character; take it out');

/** Some sentences. */
export const prose = textOf(5_000, PRINTABLE_LINES, 'holds a control character; take it out');

export const names = z
  .array(line)
  .max(50, 'has more than 50 entries; give fewer')
  .refine((list) => new Set(list).size === list.length, { error: 'has an entry twice; give each once' });

export const slug = z
  .string()
  .max(100, 'is longer than 100 characters; shorten it')
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'is no slug; use small letters, digits and single hyphens, such as healthier-together',
  );

export const web = z
  .url({ protocol: /^https?$/, error: 'is no address; give one that begins with https:// or http://' })
  .max(2_000, 'is longer than 2000 characters');

export const email = z
  .email('is no e-mail address; give one such as name@example.org')
  .max(254, 'is longer than an e-mail address can be');

export const phone = z
  .string()
  .trim()
  .regex(
    /^\+?[0-9][0-9 ()./-]{2,38}[0-9]( ?(x|ext\.?) ?[0-9]{1,8})?$/,
    'is no telephone number; give one such as +1 215 555 0100',
  );

export const year = z
  .int()
  .min(1000, 'is no year; give one from 1000 to 2100')
  .max(2100, 'is no year; give one from 1000 to 2100');

export const amount = z.number().refine((value) => value > 0 && value < 1e10 && Number(value.toFixed(2)) === value, {
  error: 'is no amount; give one above 0 with at most two decimals, such as 2000 or 49.9',
});

export const currency = z.string().regex(/^[A-Z]{3}$/, 'is no currency; give three capital letters, such as USD');

export const position = z
  .int()
  .min(0, 'is no place; give 0 to 1000000')
  .max(1_000_000, 'is no place; give 0 to 1000000');

/** A value that GraphQL has checked by its type already: an enum, a truth value. */
export const any = z.unknown();

/** A day as GraphQL's Date scalar hands it over, as Postgres takes it. */
export const day = z
  .date()
  .min(new Date('1000-01-01'), 'is no day of this calendar; give one from 1000-01-01')
  .transform((date) => date.toISOString().slice(0, 10));

/** A slug for a name: `Healthier Together!` → `healthier-together`; empty where nothing of the name can stand in one. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/['’\p{M}]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100)
    .replace(/-$/, '');
}
