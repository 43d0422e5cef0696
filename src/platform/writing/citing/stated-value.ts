import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString, type GraphQLScalarType } from 'graphql';
import { groupedBy } from '../../grouped-by';
import { DateTime } from '../../moment';
import { filterKind, itemType, type FilterKind, type Model } from '../../reading';
import { Day, Decimal } from '../../scalars';
import { isStorable, quoted } from '../../text';
import { isUuid } from '../../uuid';
import type { WritableProperty } from '../model/writable';
import type { Draft } from '../rules/draft';
import { findRows, followMerges, notFound } from '../rules/named-records';
import type { Unit } from '../unit/unit';
import type { Fact } from './facts';

/** A citation that gives the value of its source. */
type Stating = readonly [draft: Draft, fact: Fact | undefined];

/**
 * The values that sources give, as the log would have them. A value comes as JSON: its field's input type and rule check it. That of a reference is
 * the id or the slug of a record.
 */
export async function readStated(unit: Unit, citations: readonly Stating[]): Promise<Map<Draft, unknown>> {
  const stated = citations.filter(([{ input }, fact]) => fact && input.value !== null && input.value !== undefined);
  const values = new Map<Draft, unknown>();
  for (const [model, group] of groupedBy(stated, ([, fact]) => fact?.property.references?.())) {
    if (model) await readReferences(unit, model, group, values);
    else for (const [draft, fact] of group) readValue(draft, (fact as Fact).property, values);
  }
  return values;
}

async function readReferences(
  unit: Unit,
  model: Model,
  citations: readonly Stating[],
  values: Map<Draft, unknown>,
): Promise<void> {
  const bySlug = model.options.keys?.includes('slug') === true;
  const wanted = citations.flatMap(([draft]): { draft: Draft; key: { key: 'id' | 'slug'; value: string } }[] => {
    const { value } = draft.input;
    if (isUuid(value)) return [{ draft, key: { key: 'id', value: value.toLowerCase() } }];
    if (bySlug && typeof value === 'string' && isStorable(value)) return [{ draft, key: { key: 'slug', value } }];
    const noun = model.options.noun.replace(/^an? /, '');
    const form = bySlug ? `the id or the slug of ${model.options.noun}` : `the id of ${model.options.noun}`;
    draft.refuse('INVALID', 'value', `${shown(value)} leads to no ${noun}; give ${form}.`);
    return [];
  });
  const keys = wanted.map(({ key }) => key);
  const rows = await followMerges(unit, model, await findRows(unit, model, keys, 'SHARE'), 'SHARE');
  for (const { draft, key } of wanted) {
    const row = rows(key);
    if (row) values.set(draft, row.id);
    else draft.refuse('NOT_FOUND', 'value', notFound(model, key));
  }
}

const SCALARS: Readonly<Record<Exclude<FilterKind, object | 'StringList'>, GraphQLScalarType>> = {
  ID: GraphQLID,
  String: GraphQLString,
  Int: GraphQLInt,
  Float: GraphQLFloat,
  Decimal,
  Boolean: GraphQLBoolean,
  Date: Day,
  DateTime,
};

function readValue(draft: Draft, property: WritableProperty, values: Map<Draft, unknown>): void {
  const given = parsedAs(property, draft.input.value);
  if (given === undefined) {
    draft.refuse(
      'INVALID',
      'value',
      `${shown(draft.input.value)} is not a value that ${property.property} can have; give ${formOf(property)}.`,
    );
    return;
  }
  const checked = property.rule?.safeParse(given) ?? { success: true as const, data: given };
  if (checked.success) values.set(draft, checked.data);
  else for (const { message } of checked.error.issues) draft.refuse('INVALID', 'value', `value ${message}.`);
}

/** The value as GraphQL would hand it to the field of an input; undefined if it would refuse it. */
function parsedAs(property: WritableProperty, value: unknown): unknown {
  const kind = filterKind(property);
  if (kind !== 'StringList') return parsed(kind, value);
  if (!Array.isArray(value)) return undefined;
  const item = filterKind({ ...property, type: () => itemType(property) });
  const items = value.map((one: unknown) => (item === 'StringList' ? undefined : parsed(item, one)));
  return items.includes(undefined) ? undefined : items;
}

function parsed(kind: Exclude<FilterKind, 'StringList'>, value: unknown): unknown {
  if (typeof kind === 'object') return typeof value === 'string' && Object.hasOwn(kind, value) ? value : undefined;
  try {
    return SCALARS[kind].parseValue(value) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A client's value for a message. */
function shown(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value).slice(0, 100);
}

/** What a field takes, in words. */
function formOf(property: WritableProperty): string {
  const kind = filterKind(property);
  if (typeof kind === 'object') return `one of ${Object.keys(kind).join(', ')}`;
  return KINDS[kind];
}

const KINDS: Readonly<Record<Exclude<FilterKind, object>, string>> = {
  ID: 'an id',
  String: 'a text',
  Int: 'a whole number',
  Float: 'a number',
  Decimal: 'a decimal number, such as "49.90"',
  Boolean: 'true or false',
  Date: 'a day, such as "2026-01-31"',
  DateTime: 'a moment, such as "2026-01-31T09:00:00Z"',
  StringList: 'a list',
};
