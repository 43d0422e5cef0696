import { z } from 'zod';
import { isDecimal } from '../../platform/decimal';
import { DateTime } from '../../platform/moment';
import { filterKind, itemType, type EnumObject, type FilterKind } from '../../platform/reading';
import { writtenText } from '../../platform/text';
import { rules, type WritableProperty } from '../../platform/writing';
import type { FieldShape } from './dataset.shape';

/** A message for a value that is absent, empty or of the wrong kind. */
export function expected(what: string): { error: (issue: { input?: unknown }) => string } {
  return {
    error: ({ input }) => {
      if (input === undefined) return `it is missing: give ${what}`;
      if (input === null) return `it is empty: give ${what}, or remove the line`;
      return `${JSON.stringify(input)} is not valid: give ${what}`;
    },
  };
}

const text = z.string(expected('a text, in quotes if it looks like a number')).overwrite(writtenText);

/** Check the type of a value, as GraphQL does for mutations. After that, the rule of its property checks the value. */
const KINDS: Readonly<Record<Exclude<FilterKind, EnumObject | 'StringList'>, z.ZodType>> = {
  ID: text,
  String: text,
  Int: z.int(expected('a whole number')),
  Float: z.number(expected('a number')),
  Decimal: z
    .union([z.number(), z.string()], expected('a number such as 49.90'))
    .transform((value) => String(value))
    .pipe(z.string().refine(isDecimal, expected('a number such as 49.90'))),
  Boolean: z.boolean(expected('true or false')),
  Date: z.iso.date(expected('a day such as 2026-01-31')).transform((day) => new Date(day)),
  DateTime: z.iso
    .datetime({ offset: true, ...expected('a date with a time such as 2026-01-31T09:00:00Z') })
    .transform((moment) => DateTime.parseValue(moment)),
};

/** The validation of a property's value, by the same rule as in mutations. */
export function valueForm(property: WritableProperty): z.ZodType {
  const given = kindForm(filterKind(property), () => filterKind({ ...property, type: () => itemType(property) }));
  return property.rule ? ruledForm(given, property.rule) : given;
}

function kindForm(kind: FilterKind, itemKind: () => FilterKind): z.ZodType {
  if (typeof kind === 'object') return wordForm(Object.keys(kind));
  return kind === 'StringList' ? z.array(kindForm(itemKind(), itemKind), expected('a list')) : KINDS[kind];
}

/** Whether the reader takes the value that a column has, or there is none to take. Where a reference leads is not looked at. */
export function accepts(property: WritableProperty, value: unknown): boolean {
  return property.references !== undefined || value === undefined || valueForm(property).safeParse(value).success;
}

/** Whether a new row has the value by itself, so that the files need not say it. */
export function isImplied({ required, property }: Pick<FieldShape, 'required' | 'property'>, value: unknown): boolean {
  return !required && JSON.stringify(property.initial) === JSON.stringify(value);
}

/** A message of a rule begins after the name of the property: `is not a year; give one from 1000 to 2100`. */
function ruledForm(given: z.ZodType, rule: z.ZodType): z.ZodType {
  return given.transform((value, context) => {
    const { data, error } = rule.safeParse(value);
    for (const { path, message } of error?.issues ?? []) {
      context.addIssue({ code: 'custom', path, message: `it ${message}` });
    }
    return error ? z.NEVER : data;
  });
}

function wordForm(words: readonly string[]): z.ZodType {
  return z.enum(words, expected(`one of ${words.join(', ')}`));
}

/** A key that is only used in the files. */
export const keyForm = ruledForm(z.string(expected('a short name such as healthier-together')), rules.slug);

/** A remark on a citation. */
export const noteForm = ruledForm(text, rules.line);

/** A record in which an unknown key is a fault, because most often it is misspelled. */
export function form(shape: Readonly<Record<string, z.ZodType>>, what?: string) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `this key is unknown: use one of ${keys}, or remove it`
        : expected(what ?? `these: ${keys}`).error(issue),
  });
}

export function listOf(item: z.ZodType) {
  return z.array(item, expected('a list')).default([]);
}

/** The number of lines of a source. */
export const lineCount = z
  .int(expected('the number of lines of the document'))
  .min(1, 'give the number of lines of the document, from 1 to 999999')
  .max(999_999, 'give the number of lines of the document, from 1 to 999999');
