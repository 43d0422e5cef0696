import { z } from 'zod';
import type { Model } from '../../platform/reading';
import { sources } from '../source.entity';
import { citationForm, type CitationForm, type Cite } from './dataset.citation';
import { isRecord } from './dataset.entries';
import type { Known } from './dataset.known';
import {
  groupedEnd,
  partsOf,
  type DatasetShape,
  type FieldShape,
  type LinkShape,
  type RecordShape,
} from './dataset.shape';
import { expected, form, keyForm, lineCount, listOf, valueForm } from './dataset.values';

/** A value of a record, with its own citations if it has any. */
export interface CitedValue {
  readonly is: unknown;
  readonly cite?: readonly Cite[];
}

/** A valid record or link, by the keys of the files. */
export type Parsed = Readonly<Record<string, unknown>>;

/** Links in groups: the citations by term, by taxonomy. */
export type Groups = Readonly<Record<string, Readonly<Record<string, readonly Cite[]>>>>;

interface Context {
  readonly shape: DatasetShape;
  readonly known: Known;
  readonly cite: CitationForm;
}

/** The validation of records of each type. Keys are named as in the GraphQL schema; the `field` of a citation is such a key. */
export function recordForms(shape: DatasetShape, known: Known): (record: RecordShape) => z.ZodType<Parsed> {
  const context = { shape, known, cite: citationForm(known) };
  return (record) => recordForm(record, context);
}

function recordForm({ record, key, fields, links }: RecordShape, context: Context): z.ZodType<Parsed> {
  const { model, properties } = record;
  const own = properties.find(({ property }) => property === key);
  const isCited = model.options.cited !== false;
  const entries = [
    [key, own ? valueForm(own) : keyForm],
    ...fields.map((field) => [field.name, fieldForm(field, isCited, context)]),
    ...(isCited ? [['cite', context.cite]] : []),
    ...(model === sources ? [['lines', lineCount]] : []),
    ...partsOf(context.shape, model).map((part) => [part.list, listOf(recordForm(part, context))]),
    ...links.map((link) => [link.list, linksForm(link, context)]),
  ] as [string, z.ZodType][];
  return form(Object.fromEntries(entries));
}

/** A value, or `{ is: value, cite: ... }` with its own citation. Otherwise the citation of the record covers it. */
function fieldForm(field: FieldShape, isCited: boolean, context: Context): z.ZodType {
  const is = field.property.references
    ? referenceForm(field.property.references(), context)
    : valueForm(field.property);
  const cites = citationForm(context.known, is);
  const cite = field.cited ? cites : cites.optional();
  const what = field.cited ? '{ is: value, cite: lines }' : 'a value';
  const whole = z.preprocess(plainAsIs, form(isCited ? { is, cite } : { is }, what));
  return field.required ? whole : whole.optional();
}

function plainAsIs(value: unknown): unknown {
  return isRecord(value) || value === undefined ? value : { is: value };
}

/** The key of a record in the dataset. */
function referenceForm(model: Model, { known }: Context): z.ZodType {
  const { plural } = model.options;
  return z
    .string(expected(`the key of one of the ${plural}`))
    .refine((key) => !known.complete || known.keys(model).has(key), {
      error: ({ input }) => `there is no "${String(input)}" among the ${plural}: correct it, or add the record`,
    });
}

function linksForm(link: LinkShape, context: Context): z.ZodType {
  const end = groupedEnd(context.shape, link);
  return end ? groupsForm(end.model, context) : listOf(linkForm(link, context));
}

function linkForm({ ends, fields }: LinkShape, context: Context): z.ZodType {
  const values = [
    ...ends.map(({ model, ...end }) => ({ ...end, value: referenceForm(model, context) })),
    ...fields.map(({ property, ...field }) => ({ ...field, value: valueForm(property) })),
    { name: 'cite', required: true, value: context.cite },
  ];
  return form(
    Object.fromEntries(values.map(({ name, required, value }) => [name, required ? value : value.optional()])),
  );
}

/** `{ audiences: { residents: A9 } }`: accepts only terms of the dataset. */
function groupsForm(model: Model, { shape, known, cite }: Context): z.ZodType {
  const within = shape.records.find(({ record }) => record.model === model)?.within;
  if (!known.complete || !within) return z.record(z.string(), z.record(z.string(), cite)).default({});
  const groupForm = (group: string): z.ZodType => {
    const keys = [...known.keys(model)].filter((key) => key.startsWith(`${group}:`));
    return form(Object.fromEntries(keys.map((key) => [key.slice(group.length + 1), cite.optional()])));
  };
  return form(Object.fromEntries([...known.keys(within)].map((group) => [group, groupForm(group).optional()]))).default(
    {},
  );
}
