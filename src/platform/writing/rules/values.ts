import { z } from 'zod';
import { isWebAddress, lengthOf, lineFault, LONGEST_TEXT, proseFault, withPlainBreaks } from '../../text';

/** A text in normal form, with at most one error: the first. */
function textOf(most: number, faultIn: (text: string) => string | undefined): z.ZodString {
  return z
    .string()
    .min(1, { error: 'is empty; give a text', abort: true })
    .refine((text) => lengthOf(text) <= most, { error: `is longer than ${most} characters; shorten it`, abort: true })
    .superRefine((text, context) => {
      const fault = faultIn(text);
      if (fault !== undefined) context.addIssue(fault);
    });
}

/** One line: a name, a title. */
export const line = textOf(300, lineFault);

/** Some sentences. */
export const prose = z.string().overwrite(withPlainBreaks).pipe(textOf(LONGEST_TEXT, proseFault));

export const names = z
  .array(line)
  .max(50, 'has more than 50 entries; give fewer')
  .refine((list) => new Set(list).size === list.length, { error: 'has an entry twice; give each entry once' });

export const slug = z
  .string()
  .max(100, { error: 'is longer than 100 characters; shorten it', abort: true })
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'is not a slug; use lower-case letters, digits and single hyphens, such as healthier-together',
  );

export const web = textOf(2_000, lineFault).refine(isWebAddress, {
  error: 'is not a web address; start with https:// or http://, without blanks, backslashes or user names',
});

export const email = textOf(254, lineFault).pipe(z.email('is not an e-mail address; write one like name@example.org'));

export const phone = z
  .string()
  .max(100, { error: 'is longer than 100 characters; shorten it', abort: true })
  .regex(
    /^\+?[0-9][0-9 ()./-]{2,38}[0-9]( ?(x|ext\.?) ?[0-9]{1,8})?$/,
    'is not a telephone number; write one like +1 215 555 0100',
  );

export const year = z
  .int()
  .min(1000, 'is not a year; give one from 1000 to 2100')
  .max(2100, 'is not a year; give one from 1000 to 2100');

/** A line of a document, counted from 1. */
export const lineNumber = z
  .int()
  .min(1, 'is not a line; lines are numbered from 1')
  .max(999_999, 'is not a line; give a number from 1 to 999999');

/** Written as Postgres writes a `numeric(12, 2)`. */
export const amount = z
  .string()
  .refine((text) => /^\d{1,10}(\.\d{1,2})?$/.test(text) && Number(text) > 0, {
    error: 'is not an amount; give a number above 0 with at most two decimals, such as "2000" or "49.90"',
  })
  .transform((text) => Number(text).toFixed(2));

export const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency; give three capital letters, such as USD');

export const position = z
  .int()
  .min(0, 'is not a position; give a number from 0 to 1000000')
  .max(1_000_000, 'is not a position; give a number from 0 to 1000000');

/** The short name of a source, which stands before the lines of a citation: `A37-39`. */
export const capitals = z
  .string()
  .max(20, { error: 'is longer than 20 letters; shorten it', abort: true })
  .regex(/^[A-Z]+$/, 'is not a key of a source; use 1 to 20 capital letters and nothing else, such as A or CHOP');

export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 hash; give 64 hexadecimal digits in lower case');

/** A moment, to the millisecond: what a client sends beyond that is cut off. GraphQL's DateTime scalar has checked it. */
export const moment = z
  .date()
  .min(new Date('1000-01-01'), 'is before the year 1000; give a moment from 1000-01-01T00:00:00Z on')
  .max(new Date('9999-12-31T23:59:59.999Z'), 'is after the year 9999; give an earlier moment');

/** How far the clock of a client may be ahead, in milliseconds. */
const CLOCK_SKEW = 60_000;

/** When something happened. */
export const past = moment.refine((value) => value.getTime() <= Date.now() + CLOCK_SKEW, {
  error: 'is in the future; give the moment at which it happened',
});

/** Any value that GraphQL accepts by the property's type: an enum, a Boolean, a day, a moment. A text or a decimal number needs a rule. */
export const any = z.unknown();

/** A day. GraphQL's Date scalar has checked it. */
export const day = z.date().min(new Date('1000-01-01'), 'is before the year 1000; give a day from 1000-01-01 on');

/** Letters that do not decompose into a base letter and an accent, and their ASCII spelling. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
};

/** A slug for a name: `Healthier Together!` → `healthier-together`, `Straße` → `strasse`; empty if no character of the name can be part of a slug. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/['’\p{M}]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, (letter) => SPELLED[letter] ?? '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100)
    .replace(/-$/, '');
}
