import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
} from 'graphql';
import { TwoHubs } from '../planning/two-hubs';
import { makeCore, makeOrganization, makeProgram } from '../support/factories';
import type { ClientSideError } from '../support/hub';

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));

/** The hub that plans and the one that does not: they give the same error. */
let hubs: TwoHubs;

beforeAll(async () => {
  hubs = await TwoHubs.start();
  const { pool } = hubs.planning.database;
  const organization_id = await makeOrganization(pool, { slug: 'owner' });
  const core_id = await makeCore(pool, { slug: 'core', organization_id });
  await makeProgram(pool, { slug: 'secure', core_id });
});
afterAll(() => hubs.close());

async function messages(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
  const { body } = await hubs.same('editor', { query, variables });
  const { errors = [] } = JSON.parse(body) as { errors?: readonly ClientSideError[] };
  return errors.map(({ message, extensions }) => `${extensions.code}: ${message}`);
}

/** The way to each filter by id, from the filter of a list: `core.id`, `organizations.some.id`. Each type of filter is entered once. */
function idFilters(from: GraphQLInputObjectType): string[][] {
  const found: string[][] = [];
  const entered = new Set([from]);
  const open: { type: GraphQLInputObjectType; path: readonly string[] }[] = [{ type: from, path: [] }];
  for (const { type, path } of open) {
    for (const field of Object.values(type.getFields())) {
      const inner = getNamedType(field.type);
      if (!isInputObjectType(inner)) continue;
      if (inner.name === 'IDFilter') found.push([...path, field.name]);
      if (entered.has(inner) || inner.name.endsWith('Filter')) continue;
      entered.add(inner);
      open.push({ type: inner, path: [...path, field.name] });
    }
  }
  return found;
}

const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
  const where = field.args.find(({ name }) => name === 'where');
  return where ? [{ field, where: getNamedType(where.type) as GraphQLInputObjectType }] : [];
});

/** A query of the list, with a filter in `$where`. */
function filtered({ name, args }: GraphQLField<unknown, unknown>, where: GraphQLInputObjectType): string {
  const others = args.filter(isRequiredArgument).map((argument) => `${argument.name}: "${randomUUID()}", `);
  return `query ($where: ${where.name}) { ${name}(${others.join('')}where: $where) { ${name === 'programUpdates' ? 'cursor' : 'totalCount'} } }`;
}

const filters = lists.flatMap(({ field, where }) =>
  idFilters(where)
    // A filter of followed programs cannot use their changes at all.
    .filter((path) => field.name !== 'programUpdates' || path[0] !== 'changes')
    .map((path) => ({ name: `${field.name} by ${path.join('.')}`, field, where, path })),
);

test('there are filters by id in every list', () => {
  expect(new Set(filters.map(({ field }) => field.name))).toEqual(new Set(lists.map(({ field }) => field.name)));
});

test.each(filters)('a filter of $name refuses what is not an id', async ({ field, where, path }) => {
  const id = randomUUID();
  for (const [operator, operand, place] of [
    ['eq', 'secure', ''],
    ['ne', '42', ''],
    ['in', [id, 'secure'], '.1'],
    ['notIn', ['', id], '.0'],
  ] as const) {
    const given = path.reduceRight<object>((inner, name) => ({ [name]: inner }), { [operator]: operand });
    const wrong = typeof operand === 'string' ? operand : operand.find((each) => each !== id);
    const shown = `where.${path.join('.')}.${operator}${place} is ${JSON.stringify(wrong)}, which is not an id. An id is a UUID`;
    expect(await messages(filtered(field, where), { where: given })).toEqual([
      expect.stringMatching(new RegExp(`^BAD_USER_INPUT: ${shown.replaceAll('.', '\\.')}(\\.|; if this is a slug, )`)),
    ]);
  }
});

const NO_ID = 'is "secure", which is not an id. An id is a UUID';
const INPUT = 'BAD_USER_INPUT:';

describe('what is not an id is refused', () => {
  test.each([
    [
      'by its id, for a type with slugs',
      '{ programs(where: { id: { eq: "secure" } }) { totalCount } }',
      `${INPUT} where.id.eq ${NO_ID}; if this is a slug, filter by \`slug: { … }\`.`,
    ],
    [
      'by the id of a related record with a slug',
      '{ programs(where: { coreId: { eq: "secure" } }) { totalCount } }',
      `${INPUT} where.coreId.eq ${NO_ID}; if this is a slug, filter by \`core: { slug: { … } }\`.`,
    ],
    [
      'by an id, for a type without slugs',
      '{ contacts(where: { not: { id: { eq: "secure" } } }) { totalCount } }',
      `${INPUT} where.not.id.eq ${NO_ID}.`,
    ],
    [
      'in the list of a record',
      '{ core(slug: "core") { programs(where: { id: { in: ["secure"] } }) { nodes { name } } } }',
      `${INPUT} where.id.in.0 ${NO_ID}; if this is a slug, filter by \`slug: { … }\`.`,
    ],
    [
      'in the citations of a record',
      '{ program(slug: "secure") { citations(where: { or: [{ recordId: { eq: "secure" } }] }) { totalCount } } }',
      `${INPUT} where.or.0.recordId.eq ${NO_ID}.`,
    ],
    [
      'in groups',
      '{ programs { groups(by: [KIND], where: { id: { ne: "secure" } }) { count } } }',
      `${INPUT} groups.where.id.ne ${NO_ID}; if this is a slug, filter by \`slug: { … }\`.`,
    ],
    [
      'of a record whose history is read',
      '{ changes(of: "secure") { totalCount } }',
      `${INPUT} of ${NO_ID}; if this is a slug, read the record by its slug and select its \`changes\`.`,
    ],
    [
      'in a single read, with something after the @ that is no state',
      `{ program(id: "00000000-0000-4000-8000-000000000000@x y") { name } }`,
      `${INPUT} id is "00000000-0000-4000-8000-000000000000@x y", which is not an id. An id is a UUID; if this is a slug, give \`slug:\` instead of \`id:\`.`,
    ],
  ])('%s', async (_what, query, message) => {
    expect(await messages(query)).toEqual([message]);
  });
});

test('an id in capitals is an id, and so is one that no record has', async () => {
  const { pool } = hubs.planning.database;
  const { rows } = await pool.query<{ id: string }>(`SELECT upper(id::text) AS id FROM program WHERE slug = 'secure'`);
  const query = 'query ($ids: [ID!]) { programs(where: { id: { in: $ids } }) { totalCount } }';
  const { body } = await hubs.same('public', { query, variables: { ids: [randomUUID(), rows[0]?.id] } });
  expect(JSON.parse(body)).toEqual({ data: { programs: { totalCount: 1 } } });
});
