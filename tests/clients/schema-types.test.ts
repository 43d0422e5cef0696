import {
  buildSchema,
  getNamedType,
  isEnumType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  visit,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { startTestHub, type TestHub } from '../support/hub';
import { domain } from '../../src/features';

const api = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const subgraph = parse(readFileSync('schema/hub.graphql', 'utf8'));

test('every scalar of the hub says where it is specified', () => {
  const scalars = Object.values(api.getTypeMap())
    .filter(isScalarType)
    .filter((type) => !isSpecifiedScalarType(type));
  expect(scalars.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Cursor', 'Date', 'DateTime', 'Decimal', 'URL']),
  );
  for (const { name, specifiedByURL } of scalars)
    expect([name, specifiedByURL]).toEqual([name, expect.stringMatching(/^https?:/)]);
});

test('RecordType has a value for every record and link, and names every type of a record', () => {
  const types = api.getType('RecordType');
  const names = isEnumType(types) ? types.getValues().map(({ name }) => name) : [];
  const models = domain.models.filter(({ archivable }) => archivable);
  expect(names).toEqual(models.map(({ type }) => type.replace(/\B[A-Z]/g, '_$&').toUpperCase()));
  for (const type of Object.values(api.getTypeMap())) {
    // What is computed of a field has its name.
    if (!isObjectType(type) || type.name.endsWith('Aggregate')) continue;
    const { recordType } = type.getFields();
    if (recordType) expect([type.name, getNamedType(recordType.type)]).toEqual([type.name, types]);
  }
});

test('no field is a Float that is exact in its table', () => {
  const inexact = domain.models.flatMap(({ type, columns }) =>
    [...columns.values()]
      .filter(({ sqlType, filter }) => sqlType === 'numeric' && filter !== 'Decimal')
      .map(({ name }) => `${type}.${name}`),
  );
  expect(inexact).toEqual([]);
});

test('a field that not every role may read is nullable, unless its whole type is protected', () => {
  const faults: string[] = [];
  const isProtected = ({ directives = [] }: { directives?: readonly { name: { value: string } }[] }): boolean =>
    directives.some(({ name }) => name.value === 'authenticated' || name.value === 'requiresScopes');
  visit(subgraph, {
    ObjectTypeDefinition: (type) => {
      // Where nothing else is asked for, nothing can be taken along.
      if (isProtected(type) || type.name.value === 'Mutation' || type.name.value === 'Subscription') return;
      for (const field of type.fields ?? [])
        if (isProtected(field) && field.type.kind === 'NonNullType')
          faults.push(`${type.name.value}.${field.name.value}`);
    },
  });
  expect(faults).toEqual([]);
});

test('node and nodes are for clients, not for gateways', () => {
  const fields = subgraph.definitions.flatMap((one) =>
    one.kind === 'ObjectTypeDefinition' && one.name.value === 'Query'
      ? (one.fields ?? []).map(({ name }) => name.value)
      : [],
  );
  const shown = Object.keys(api.getQueryType()?.getFields() ?? {});
  expect(shown.filter((name) => !fields.includes(name))).toEqual(['node', 'nodes']);
  expect(fields.filter((name) => !shown.includes(name))).toEqual([]);
  expect(isNonNullType(api.getQueryType()?.getFields()['nodes']?.type)).toBe(true);
});

describe('in a hub', () => {
  let hub: TestHub;
  let editor: Record<string, string>;
  beforeAll(async () => {
    hub = await startTestHub({ seeded: true });
    editor = await hub.signIn('editor');
  });
  afterAll(() => hub.close());

  test('what a viewer may not read leaves the rest of the record as it is', async () => {
    const query =
      '{ program(slug: "secure") { name changes { totalCount } diff(from: "2026-01-01T00:00:00Z") { field } } }';
    const { data, errors } = await hub.query<{ program: object }, object>(query);
    expect(data.program).toEqual({ name: expect.any(String), changes: null, diff: null });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code]).sort()).toEqual([
      ['program.changes', 'UNAUTHENTICATED'],
      ['program.diff', 'UNAUTHENTICATED'],
    ]);
    const several = await hub.query<object, object>('{ viewer { role } programUpdates { cursor } }');
    expect(several.data).toEqual({ viewer: { role: 'PUBLIC' }, programUpdates: null });
  });

  test.each([
    ['"2000.00"', 1],
    ['"2000"', 1],
    ['2000', 1],
    ['2000.00', 1],
    ['"2000.01"', 0],
  ])('an amount is compared exactly: %s', async (amount, count) => {
    const { data } = await hub.query<{ programs: object }, object>(
      `{ programs(where: { supportMaxAmount: { eq: ${amount} } }) { totalCount nodes { supportMaxAmount } } }`,
    );
    const nodes = Array.from({ length: count }, () => ({ supportMaxAmount: '2000.00' }));
    expect(data.programs).toEqual({ totalCount: count, nodes });
  });

  test.each(['"many"', '"1e3"', '1e3', '"1,000"', '" 1"', 'true'])(
    '%s is no Decimal, and the message says what is',
    async (amount) => {
      const { errors } = await hub.query(`{ programs(where: { supportMaxAmount: { eq: ${amount} } }) { totalCount } }`);
      expect(errors?.[0]?.message).toContain('A Decimal is a string such as "49.90"');
    },
  );

  test('a cursor of one kind is no cursor of the other, and each message says which is wanted', async () => {
    const { data } = await hub.query<{ programs: { streamCursor: string; pageInfo: { endCursor: string } } }, object>(
      '{ programs(first: 1) { streamCursor pageInfo { endCursor } } }',
    );
    const { streamCursor, pageInfo } = data.programs;
    const page = await hub.query(`{ programs(after: "${streamCursor}") { totalCount } }`);
    expect(page.errors?.[0]?.message).toBe(
      'after is a cursor of the change log; give one of this list, from `pageInfo` or `edges`.',
    );
    const log = await hub.query(`{ programUpdates(after: "${pageInfo.endCursor}") { cursor } }`, {}, editor);
    expect(log.errors?.[0]?.message).toBe(
      'after is a cursor of a page; give one of the change log, such as streamCursor or the cursor of a mutation.',
    );
  });

  test('single terms, taxonomies, sources and citations are read by id, and null if there are none', async () => {
    for (const [one, list] of [
      ['term', 'terms'],
      ['taxonomy', 'taxonomies'],
      ['source', 'sources'],
      ['citation', 'citations'],
    ] as const) {
      const found = await hub.query<Record<string, { nodes: { id: string }[] }>, object>(
        `{ ${list}(first: 1) { nodes { id recordId } } }`,
      );
      const [record] = found.data[list]?.nodes ?? [];
      const query = `query ($id: ID!, $none: ID!) { ${one}(id: $id) { id recordId } none: ${one}(id: $none) { id } }`;
      const { data, statements } = await hub.query<object, object>(query, {
        id: record?.id,
        none: '00000000-0000-4000-8000-000000000000',
      });
      expect(data).toEqual({ [one]: record, none: null });
      expect(statements).toHaveLength(1);
    }
  });

  test('types are found by their names in capitals', async () => {
    const { data } = await hub.query<Record<string, object>, object>(`{
      programs: citations(where: { recordType: { eq: PROGRAM } }) { totalCount }
      terms: citations(where: { recordType: { in: [TERM, TAXONOMY] } }) { totalCount nodes { recordType } groups(by: [RECORD_TYPE]) { keys { value } } } }`);
    expect(data['programs']).toEqual({ totalCount: expect.any(Number) });
    expect(data['programs']).not.toEqual({ totalCount: 0 });
    expect(data['terms']).toMatchObject({ nodes: expect.arrayContaining([{ recordType: 'TAXONOMY' }]) });
  });
});
