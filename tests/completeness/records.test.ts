import { domain } from '../../src/features';
import { capital, fieldName } from '../../src/platform/naming';
import type { Column } from '../../src/platform/reading/column';
import { listName } from '../../src/platform/reading/schema/root-fields';
import type { WriteModel } from '../../src/platform/writing';
import { makeCitation } from '../support/factories';
import { moment } from '../support/writer';
import { makeRecord, sample, samples, type Values } from './samples';
import { editor, hub } from '../writing/edited-hub';

const mutations = new Set(domain.features.flatMap(({ mutations: own }) => own?.(domain) ?? []).map(({ name }) => name));

/** The record types that clients write, under the names of their tests. */
const records = domain.writes.records.map((record) => [record.model.type, record] as const);

test('there are record types', () => {
  expect(records.map(([type]) => type)).toEqual(expect.arrayContaining(['Organization', 'Core', 'Program', 'Contact']));
});

describe.each(records)('%s', (type, record) => {
  const { model } = record;
  const name = fieldName(type);
  const plural = listName(model);

  test('is made with all that clients may write, and is read as it was written', async () => {
    const { id, input } = await make(record);
    expect(await read(record, id)).toMatchObject(ownValues(record, input));
    for (const relation of model.relations.values()) {
      const value = relation.kind === 'belongsTo' ? input[relation.by] : undefined;
      if (value === undefined) continue;
      expect(await one(record, id, `${relation.name} { id }`)).toEqual({ [relation.name]: { id: value } });
    }
  });

  test('is found by a filter on each of its values', async () => {
    const { id } = await make(record);
    const stored = await read(record, id);
    for (const column of model.columns.values()) {
      const value = stored[column.property];
      if (!column.filterable || column.filterOnly || value === null || value === undefined) continue;
      const comparison = column.filter === 'StringList' ? { hasAny: value } : { eq: value };
      const { data, errors } = await hub.query<Record<string, { nodes: { id: string }[] }>, object>(
        `query ($where: ${type}Where!) { ${plural}(where: $where, first: 100) { nodes { id } } }`,
        { where: { [column.property]: comparison } },
        editor.headers,
      );
      expect([column.property, errors]).toEqual([column.property, undefined]);
      expect(data[plural]?.nodes).toContainEqual({ id });
    }
  });

  test('has each change in its history, and is read as it was before', async () => {
    const { id } = await make(record);
    const before = await read(record, id);
    const then = await moment(hub.database.pool);
    const changed = Object.fromEntries(
      record.properties
        .filter(({ references }) => !references)
        .map((property) => [property.property, another(property, before[property.property])]),
    );
    await succeed(`update${type}`, { id, ...changed });

    const after = await read(record, id);
    expect(after).toMatchObject(ownValues(record, changed));
    const history = await historyOf(id);
    const last = history.at(-1)?.changes ?? [];
    expect(last.map(({ field }) => field).sort()).toEqual(Object.keys(changed).sort());
    for (const { field, before: was, after: became } of last) {
      expect([field, was, became]).toEqual([field, before[field], after[field]]);
    }
    const { data } = await hub.query<Record<string, Values>, object>(
      `query ($id: ID!, $then: DateTime!) { ${name}(id: $id, asOf: $then) { ${fields(record)} } }`,
      { id, then },
      editor.headers,
    );
    expect(data[name]).toEqual({ ...before, id: `${id}@${String(before.version)}` });
  });

  test('is vouched for', async () => {
    const id = await makeRecord(editor, model);
    await succeed('assureRecord', { id });
    expect(await one(record, id, 'assuredBy')).toEqual({ assuredBy: expect.stringMatching(/^key:/) as unknown });
    expect((await historyOf(id)).map(({ kind }) => kind)).toEqual(['CREATED', 'ASSURED']);
  });

  if (model.options.cited !== false) {
    test('is cited for', async () => {
      const id = await makeRecord(editor, model);
      const citation = await makeCitation(hub.database.pool, model.table, id);
      const cited = await one(record, id, 'citations { nodes { id record { __typename id } } }');
      expect(cited).toEqual({ citations: { nodes: [{ id: citation, record: { __typename: type, id } }] } });
    });
  }

  test('is archived and restored', async () => {
    const id = await makeRecord(editor, model);
    await succeed(`archive${type}`, { id });
    expect(await listed(record, id)).toBe(false);
    await succeed(`restore${type}`, { id });
    expect(await listed(record, id)).toBe(true);
    expect((await historyOf(id)).map(({ kind }) => kind)).toEqual(['CREATED', 'ARCHIVED', 'RESTORED']);
  });

  if (model.options.search) {
    test.each([
      ['its name', (text: string) => text],
      ['its name with a typing error', (text: string) => text.replace(/(?<=\p{L}{3})\p{L}/u, '')],
    ])('is found by %s', async (_what, typed) => {
      const { id, input } = await make(record);
      const { data } = await hub.query<{ search: { node: { __typename: string; id: string } }[] }, object>(
        `query ($query: String!) { search(query: $query) { node { __typename id } } }`,
        { query: typed(String(input['name'])) },
        editor.headers,
      );
      expect(data.search).toContainEqual({ node: { __typename: type, id } });
    });
  }

  if (mutations.has(`merge${capital(plural)}`)) {
    test('is merged, and its id leads to the other one', async () => {
      const { id, input } = await make(record);
      const { within } = record.options;
      const intoId = await makeRecord(editor, model, within === undefined ? {} : { [within]: input[within] });
      await succeed(`merge${capital(plural)}`, { id, intoId });
      expect(await one(record, id, 'id')).toEqual({ id: intoId });
      expect((await historyOf(intoId)).length).toBeGreaterThan(0);
    });
  }

  if (mutations.has(`upsert${capital(plural)}`)) {
    test('is found by its natural key', async () => {
      const { id, input } = await make(record);
      const stored = await read(record, id);
      const key = Object.fromEntries(record.options.naturalKey.map((part) => [part, stored[part] ?? input[part]]));
      const item = { ...input, ...key };
      const payload = await editor.do<{ outcomes: string[] }>(
        `upsert${capital(plural)}`,
        { items: [item] },
        'outcomes',
      );
      expect([payload.errors, payload.outcomes]).toEqual([[], ['UNCHANGED']]);
    });
  }

  if (model.entity.name === 'Program') {
    test('shows what differs between two moments', async () => {
      const { id } = await make(record);
      const from = await moment(hub.database.pool);
      const [property] = record.properties.filter(({ references }) => !references);
      if (!property) return;
      await succeed(`update${type}`, { id, [property.property]: sample(property) });
      const diff = await one(record, id, `diff(from: "${from.toISOString()}") { field }`);
      expect(diff).toEqual({ diff: [{ field: property.property }] });
    });
  }
});

async function make(record: WriteModel): Promise<{ id: string; input: Values }> {
  const { type } = record.model;
  const input = await samples(editor, record.properties, record.model);
  const { record: created } = await succeed<{ record: { id: string } }>(
    `create${type}`,
    input,
    `record: ${fieldName(type)} { id }`,
  );
  return { id: created.id, input };
}

async function succeed<Fields = object>(mutation: string, input: object, selection?: string): Promise<Fields> {
  const payload = await editor.do<Fields>(mutation, input, selection);
  expect([mutation, payload.errors]).toEqual([mutation, []]);
  return payload;
}

/** A value that differs from the one that is there. */
function another(property: WriteModel['properties'][number], value: unknown): unknown {
  const next = sample(property);
  return JSON.stringify(next) === JSON.stringify(value) ? sample(property) : next;
}

/** The columns that are fields of the type, and do not change by themselves. */
function ownColumns({ model }: WriteModel): Column[] {
  return [...model.columns.values()].filter(({ filterOnly }) => !filterOnly);
}

function fields(record: WriteModel): string {
  return ownColumns(record)
    .map(({ property }) => property)
    .join(' ');
}

function ownValues(record: WriteModel, input: Values): Values {
  const own = new Set(ownColumns(record).map(({ property }) => property));
  return Object.fromEntries(Object.entries(input).filter(([property]) => own.has(property)));
}

function read(record: WriteModel, id: string): Promise<Values> {
  return one(record, id, fields(record));
}

async function one(record: WriteModel, id: string, selection: string): Promise<Values> {
  const name = fieldName(record.model.type);
  const document = `query ($id: ID!) { ${name}(id: $id) { ${selection} } }`;
  const { data, errors } = await hub.query<Record<string, Values>, object>(document, { id }, editor.headers);
  expect(errors).toBeUndefined();
  return data[name] as Values;
}

async function listed({ model }: WriteModel, id: string): Promise<boolean> {
  const plural = listName(model);
  const document = `query ($id: ID!) { ${plural}(where: { id: { eq: $id } }) { nodes { id } } }`;
  const { data } = await hub.query<Record<string, { nodes: unknown[] }>, object>(document, { id }, editor.headers);
  return data[plural]?.nodes.length === 1;
}

interface Change {
  readonly kind: string;
  readonly changes: readonly { field: string; before: unknown; after: unknown }[];
}

async function historyOf(id: string): Promise<Change[]> {
  const document = `query ($id: ID!) { changes(of: $id) { nodes { kind changes { field before after } } } }`;
  const { data, errors } = await hub.query<{ changes: { nodes: Change[] } }, object>(document, { id }, editor.headers);
  expect(errors).toBeUndefined();
  return data.changes.nodes;
}
