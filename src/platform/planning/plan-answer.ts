import { recordsOf } from '../limits/answer-budget';
import { boundsOf } from '../reading/page';
import { encodeCursor } from '../reading/page-cursor';
import {
  Unplannable,
  type EdgeField,
  type PagePart,
  type Plan,
  type PlannedEntities,
  type PlannedEntity,
  type PlannedField,
  type PlannedOne,
  type PlannedPage,
  type PlannedRecord,
} from './plan';
import { computedReader } from './computed-values';
import type { ListState } from './template';
import {
  Unreadable,
  columnReader,
  cursorValues,
  headCursor,
  NONE,
  splitter,
  type Read,
  type Reading,
  type Tokens,
} from './token-readers';
import { MARK } from './tokens';

/** Makes the answer of a plan from the row of its statement. */
export class PlanAnswer {
  private readonly read: Read;

  constructor(plan: Plan) {
    this.read = objectReader(plan.fields);
  }

  /**
   * @param row a text for each slot; null for an empty list
   * @throws Unreadable
   */
  data(row: readonly (string | null)[], reading: Reading): Record<string, unknown> {
    const tokens = row.map((token) => token ?? '');
    return this.read(tokens, 0, reading) as Record<string, unknown>;
  }
}

function objectReader(fields: readonly PlannedField[]): Read {
  return keyed(
    fields.map(({ key }) => key),
    fields.map(fieldReader),
  );
}

function keyed(keys: readonly string[], reads: readonly Read[]): Read {
  return (tokens, base, reading) => {
    const object: Record<string, unknown> = {};
    for (let at = 0; at < keys.length; at += 1) object[keys[at] as string] = (reads[at] as Read)(tokens, base, reading);
    return object;
  };
}

function fieldReader(field: PlannedField): Read {
  switch (field.kind) {
    case 'constant':
      return () => field.value;
    case 'column':
      return columnReader(field);
    case 'one':
      return oneReader(field.slot, field.one);
    case 'page':
      return pageReader(field.page);
    case 'entities':
      return entitiesReader(field.entities);
    case 'root':
      return recordReader(field.slot, field.record, field.fields);
  }
}

function oneReader(slot: number, { relation, fields }: PlannedOne): Read {
  const read = objectReader(fields);
  return (tokens, base, reading) => {
    const token = tokens[base + slot];
    if (token !== '') reading.records += 1;
    if (token === MARK) return read(tokens, base, reading);
    if (!relation.nullable) throw new Unreadable();
    return null;
  };
}

function recordReader(slot: number, record: PlannedRecord, fields: readonly PlannedField[]): Read {
  const read = objectReader(fields);
  const split = splitter(record);
  return (tokens, base, reading) => {
    const found = split(tokens[base + slot] as string);
    reading.records += 1;
    const [first] = found.bases;
    return first === undefined ? null : read(found.tokens, first, reading);
  };
}

function entitiesReader(entities: PlannedEntities): Read {
  const readers = new Map<PlannedEntity, ReturnType<typeof entityReader>>();
  for (const type of entities.types.values()) if (!(type instanceof Unplannable)) readers.set(type, entityReader(type));
  return (tokens, _base, reading) => {
    const bySlot = new Map<number, ReadonlyMap<string, unknown>>();
    return (reading.references.get(entities) ?? []).map(({ type, column, key }) => {
      reading.records += 1;
      const slot = type.slots.get(column) as number;
      const known =
        bySlot.get(slot) ?? (readers.get(type) as ReturnType<typeof entityReader>)(tokens[slot] as string, reading);
      bySlot.set(slot, known);
      return known.get(key) ?? null;
    });
  };
}

/** Reads the records of a slot, by the keys by which they were requested. */
function entityReader({
  rows,
  fields,
}: PlannedEntity): (text: string, reading: Reading) => ReadonlyMap<string, unknown> {
  const split = splitter(rows);
  const read = objectReader(fields);
  return (text, reading) => {
    const { tokens, bases } = split(text);
    return new Map(bases.map((base) => [tokens[base] as string, read(tokens, base, reading)]));
  };
}

/** The rows of a page, in its order. */
interface Rows {
  readonly tokens: Tokens;
  readonly bases: readonly number[];
  readonly more: boolean;
}

function pageReader(page: PlannedPage): Read {
  const { list, rows: slot, parts } = page;
  const split = splitter(list);
  const factor = recordsOf(list.width);
  const readers = parts.map((part) => partReader(part, page));
  const keys = parts.map(({ key }) => key);
  return (tokens, base, reading) => {
    const found = slot === undefined ? NONE : split(tokens[base + slot] as string);
    reading.records += found.bases.length * factor;
    const { slice } = reading.states[list.index] as ListState;
    const bases = found.bases.slice(0, slice.limit - 1);
    if (slice.backwards) bases.reverse();
    const rows: Rows = { tokens: found.tokens, bases, more: found.bases.length > bases.length };
    const answer: Record<string, unknown> = {};
    for (let at = 0; at < keys.length; at += 1)
      answer[keys[at] as string] = (readers[at] as ReadPart)(rows, tokens, base, reading);
    return answer;
  };
}

type ReadPart = (rows: Rows, tokens: Tokens, base: number, reading: Reading) => unknown;

function partReader(part: PagePart, page: PlannedPage): ReadPart {
  switch (part.kind) {
    case 'constant':
      return () => part.value;
    case 'nodes': {
      const read = objectReader(part.fields);
      return ({ tokens, bases }, _tokens, _base, reading) => bases.map((base) => read(tokens, base, reading));
    }
    case 'edges': {
      const read = keyed(
        part.fields.map(({ key }) => key),
        part.fields.map((field) => edgeReader(field, page)),
      );
      return ({ tokens, bases }, _tokens, _base, reading) => bases.map((base) => read(tokens, base, reading));
    }
    case 'bounds':
      return boundsReader(part.fields, page);
    case 'computed': {
      const read = computedReader(part);
      return (_rows, tokens, base, reading) => read(tokens[base + part.slot] as string, reading);
    }
    case 'total':
      return (_rows, tokens, base) => Number(tokens[base + (page.total as number)]);
    case 'head':
      return (_rows, tokens, base) => headCursor(tokens[base + (page.head as number)] as string);
  }
}

function edgeReader(field: EdgeField, page: PlannedPage): Read {
  if (field.kind === 'node') return objectReader(field.fields);
  return field.kind === 'cursor' ? cursorReader(page) : fieldReader(field);
}

function cursorReader(page: PlannedPage): Read {
  const read = cursorValues(page);
  return (tokens, base, reading) => {
    const { slice } = reading.states[page.list.index] as ListState;
    return encodeCursor(slice, Object.fromEntries(read(tokens, base, reading)));
  };
}

function boundsReader(fields: readonly { readonly key: string; readonly name: string }[], page: PlannedPage): ReadPart {
  const cursorAt = page.cursor === undefined ? undefined : cursorReader(page);
  return ({ tokens, bases, more }, _tokens, _base, reading) => {
    const { args, slice } = reading.states[page.list.index] as ListState;
    const cursor = (base: number | undefined): string | null =>
      base === undefined || !cursorAt ? null : (cursorAt(tokens, base, reading) as string);
    const bounds: Record<string, unknown> = { __typename: 'PageInfo', ...boundsOf(more, slice, args) };
    const answer: Record<string, unknown> = {};
    for (const { key, name } of fields) {
      if (name === 'startCursor') answer[key] = cursor(bases[0]);
      else if (name === 'endCursor') answer[key] = cursor(bases.at(-1));
      else answer[key] = bounds[name];
    }
    return answer;
  };
}
