import { keyName, PLANNED, type NodesKey, type PlannedRead } from '../reading/planned';
import type { Row } from '../reading/row';
import { Unplannable, type Plan, type PlannedEntity, type PlannedField, type PlannedPage, type RowValue } from './plan';
import { computedRows } from './computed-values';
import { cursorValues, headCursor, NONE, splitter, type Reading, type Tokens } from './token-readers';
import { MARK, parserOf } from './tokens';

type ReadRow = (tokens: Tokens, base: number, reading: Reading) => Row;
type Add = (reads: Map<NodesKey, PlannedRead>, tokens: Tokens, base: number, reading: Reading) => void;

/** Makes rows for resolvers from the row of a planned statement. */
export class PlanRows {
  private readonly add: readonly Add[];

  constructor({ fields }: Plan) {
    this.add = fields.flatMap(adder);
  }

  /** @throws Unreadable */
  reads(row: readonly (string | null)[], reading: Reading): Map<NodesKey, PlannedRead> {
    const tokens = row.map((token) => token ?? '');
    const reads = new Map<NodesKey, PlannedRead>();
    for (const add of this.add) add(reads, tokens, 0, reading);
    return reads;
  }
}

function rowReader(values: readonly RowValue[], fields: readonly PlannedField[]): ReadRow {
  const columns = values.map((value) => ({ ...value, parse: parserOf(value.sqlType) }));
  const adders = fields.flatMap(adder);
  return (tokens, base, reading) => {
    const row: Row & { [PLANNED]?: unknown } = {};
    for (const { property, slot, marked, parse } of columns) {
      const token = tokens[base + slot] as string;
      row[property] = marked ? (token === '' ? null : parse(token.slice(MARK.length))) : parse(token);
    }
    if (adders.length > 0) {
      const reads = new Map<NodesKey, PlannedRead>();
      for (const add of adders) add(reads, tokens, base, reading);
      row[PLANNED as unknown as string] = reads;
    }
    return row;
  };
}

function adder(field: PlannedField): Add[] {
  switch (field.kind) {
    case 'constant':
    case 'column':
      return [];
    case 'one': {
      const { nodesKey, values, fields, relation } = field.one;
      const read = rowReader(values, fields);
      return [
        (reads, tokens, base, reading) => {
          const token = tokens[base + field.slot];
          if (token === MARK) reads.set(nodesKey, read(tokens, base, reading));
          else if (token !== '' || relation.nullable) reads.set(nodesKey, null);
        },
      ];
    }
    case 'page':
      return [pageAdder(field.page)];
    case 'root': {
      const { nodesKey, values } = field.record;
      const read = rowReader(values, field.fields);
      const split = splitter(field.record);
      return [
        (reads, tokens, base, reading) => {
          const found = split(tokens[base + field.slot] as string);
          const [first] = found.bases;
          reads.set(nodesKey, first === undefined ? null : read(found.tokens, first, reading));
        },
      ];
    }
    case 'entities': {
      const { nodesKey, types } = field.entities;
      const readers = [...types.values()].flatMap((type) => (type instanceof Unplannable ? [] : [entityReader(type)]));
      return [
        (reads, tokens, _base, reading) => {
          const all = new Map<string, Row>();
          for (const read of readers) read(all, tokens, reading);
          reads.set(nodesKey, all);
        },
      ];
    }
  }
}

function entityReader({ rows, fields, slots }: PlannedEntity) {
  const split = splitter(rows);
  const read = rowReader(rows.values, fields);
  return (all: Map<string, Row>, row: Tokens, reading: Reading): void => {
    for (const [{ property }, slot] of slots) {
      const { tokens, bases } = split(row[slot] as string);
      for (const base of bases)
        all.set(keyName(rows.model, property, tokens[base] as string), read(tokens, base, reading));
    }
  };
}

function pageAdder(page: PlannedPage): Add {
  const { list, rows: slot, total, head, parts } = page;
  const split = splitter(list);
  const children = parts.flatMap((part): readonly PlannedField[] => {
    if (part.kind === 'nodes') return part.fields;
    if (part.kind !== 'edges') return [];
    return part.fields.flatMap((field): readonly PlannedField[] => {
      if (field.kind === 'node') return field.fields;
      return field.kind === 'cursor' ? [] : [field];
    });
  });
  const read = rowReader(list.values, children);
  const cursor = page.cursor === undefined ? undefined : cursorValues(page);
  const computed = parts.flatMap((part) => (part.kind === 'computed' ? [part] : []));
  return (reads, tokens, base, reading) => {
    const found = slot === undefined ? NONE : split(tokens[base + slot] as string);
    const headText = head === undefined ? undefined : (tokens[base + head] as string);
    const rows = found.bases.map((first) => {
      const row = read(found.tokens, first, reading);
      if (cursor) Object.assign(row, Object.fromEntries(cursor(found.tokens, first, reading)));
      return row;
    });
    reads.set(list.nodesKey, {
      rows,
      total: total === undefined ? undefined : Number(tokens[base + total]),
      computed: new Map(
        computed.map((part) => [
          part.computed.nodesKey,
          computedRows(part, tokens[base + part.slot] as string, reading),
        ]),
      ),
      ...(headText !== undefined && { streamCursor: headCursor(headText) }),
    });
  };
}
