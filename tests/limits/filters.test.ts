import { startTestHub, type TestHub } from '../support/hub';
import { refusalsOf } from './refused';
import { effortOf } from '../support/effort';

const LIST = 'query ($where: OrganizationWhere) { organizations(where: $where) { totalCount } }';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

const list = (where: object) => hub.query<unknown, object>(LIST, { where });

/** A filter in so many others. */
function nested(levels: number, wrap: (inner: object) => object): object {
  return levels === 0 ? { name: { contains: 'a' } } : wrap(nested(levels - 1, wrap));
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

/** Asks the same of related records so many times. */
const beside = (count: number) => ({
  and: Array.from({ length: count }, () => ({ programs: { some: { name: { contains: 'a' } } } })),
});

describe('variables', () => {
  it.each([
    ['objects', nested(40, (not) => ({ not }))],
    ['lists', { and: [nested(20, (inner) => ({ or: [inner] }))] }],
  ])('that nest too deep in %s are refused', async (_name, where) => {
    expect(refusalsOf(await list(where))).toEqual([
      'BAD_USER_INPUT: The variables nest deeper than 32 levels; send flatter values.',
    ]);
  });

  it('of 32 levels are answered', async () => {
    // The variables themselves, `where`, the comparison and its value are levels too.
    expect(await list(nested(28, (not) => ({ not })))).toMatchObject({ errors: undefined });
  });

  it('of ten thousand levels are refused at once', async () => {
    const where = `${'{"not":'.repeat(12_000)}{}${'}'.repeat(12_000)}`;
    const { answer, effort } = await effortOf(async () => {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query":${JSON.stringify(LIST)},"variables":{"where":${where}}}`,
      });
      return response.text();
    });

    expect(answer).toContain('The variables nest deeper than 32 levels; send flatter values.');
    expect(effort).toBeLessThan(200);
  });
});

describe('filters over related records', () => {
  it.each([
    ['twenty beside each other', beside(20)],
    ['a parent of a parent, and so on for twenty', nested(20, (parent) => ({ parent }))],
    [
      'programs of organizations of programs, ten deep',
      nested(5, (some) => ({ programs: { some: { organizations: { some } } } })),
    ],
  ])('are answered quickly: %s', async (_name, where) => {
    const { answer, effort } = await effortOf(() => list(where));

    expect(answer).toMatchObject({ errors: undefined });
    expect(effort).toBeLessThan(500);
  });

  it.each([21, 1_500])('%i of them are refused before anything is read', async (count) => {
    expect(refusalsOf(await list(beside(count)))).toEqual([
      'BAD_USER_INPUT: The filter organizations(where:) has more than 20 conditions on related records; ask in parts.',
    ]);
  });
});

describe('the parts of a filter', () => {
  const compared = (count: number) => ({ or: times(count, { name: { contains: 'x' } }) });
  const TOO_MANY = [
    'BAD_USER_INPUT: The filter organizations(where:) has more than 200 parts; ask in parts, or use in: [...].',
  ];

  it('of a number of 200 are answered', async () => {
    expect(await list(compared(200))).toMatchObject({ errors: undefined });
  });

  it.each<[what: string, where: object]>([
    ['comparisons', compared(201)],
    ['empty objects', { and: times(201, {}) }],
    ['empty comparisons', { or: times(201, { name: {} }) }],
    ['negations of nothing', { and: times(101, { not: {} }) }],
    [
      'negations within each other',
      {
        and: times(
          10,
          nested(20, (not) => ({ not })),
        ),
      },
    ],
    ['lists within lists', { and: times(101, { or: [{}] }) }],
    ['operators of one field', { and: times(51, { name: { eq: 'a', ne: 'b', contains: 'c', isNull: false } }) }],
  ])('more of them are refused, whatever they are: %s', async (_what, where) => {
    expect(refusalsOf(await list(where))).toEqual(TOO_MANY);
  });

  it.each<[place: string, document: string]>([
    ['organizations.nodes.programs(where:)', 'organizations { nodes { programs(where: $where) { totalCount } } }'],
    ['programs.groups(where:)', 'programs { groups(by: [KIND], where: $where) { count } }'],
    ['program.core.programs(where:)', 'program(slug: "a") { core { ...InCore } }'],
  ])('are counted wherever a filter stands: %s', async (place, document) => {
    const where = { and: times(201, {}) };
    const fragment = document.includes('InCore')
      ? 'fragment InCore on Core { programs(where: $where) { totalCount } }'
      : '';
    const answer = await hub.query<unknown, object>(`query ($where: ProgramWhere) { ${document} } ${fragment}`, {
      where,
    });
    expect(refusalsOf(answer)).toEqual([
      `BAD_USER_INPUT: The filter ${place} has more than 200 parts; ask in parts, or use in: [...].`,
    ]);
  });

  it('are counted in what a variable stands for by default', async () => {
    const document = `query ($where: ProgramWhere = { and: [${'{},'.repeat(201)}] }) { programs(where: $where) { totalCount } }`;
    expect(refusalsOf(await hub.query(document))).toEqual([expect.stringMatching('more than 200 parts')]);
  });

  it('are counted in the filter of the change log, on every transport', async () => {
    const document = 'query ($where: ProgramWhere) { programUpdates(where: $where) { cursor } }';
    const partner = await hub.signIn('partner');
    const answer = await hub.query<unknown, object>(document, { where: { and: times(201, {}) } }, partner);
    expect(refusalsOf(answer)).toEqual([expect.stringMatching('programUpdates\\(where:\\) has more than 200 parts')]);
  });

  it('count as often as they are used', async () => {
    const document = `query ($one: OrganizationWhere!) { organizations(where: { and: [${'$one '.repeat(21)}] }) { totalCount } }`;
    const one = { name: { in: ['a'] }, or: times(9, { slug: { eq: 'a' } }) };
    expect(refusalsOf(await hub.query<unknown, object>(document, { one }))).toEqual([
      expect.stringMatching('more than 200 parts'),
    ]);
  });
});

describe('the values of a filter', () => {
  const TOO_MANY = [
    'BAD_USER_INPUT: The filter organizations(where:) has more than 1000 values to compare with; ask in parts.',
  ];
  const oneOf = (count: number) => ({ slug: { in: times(count, 'a') } });

  it('of a number of 1,000 are answered', async () => {
    expect(await list(oneOf(1_000))).toMatchObject({ errors: undefined });
  });

  it.each<[what: string, where: object]>([
    ['in one list', oneOf(1_001)],
    ['in several', { and: times(3, oneOf(400)) }],
    ['of which there may be none', { slug: { notIn: times(1_001, 'a') } }],
    ['that narrow a relation', { programs: { roles: times(1_001, 'LEAD'), some: {} } }],
    ['of a list of texts', { alternateNames: { hasAny: times(1_001, 'a') } }],
  ])('more of them are refused: %s', async (_what, where) => {
    expect(refusalsOf(await list(where))).toEqual(TOO_MANY);
  });

  it('count as often as their list is used', async () => {
    const used = times(150, '{ slug: { in: $slugs } }').join();
    const document = `query ($slugs: [String!]) { organizations(where: { or: [${used}] }) { totalCount } }`;
    const { answer, effort } = await effortOf(() =>
      hub.query<unknown, object>(document, { slugs: times(20_000, 'a') }),
    );
    expect(refusalsOf(answer)).toEqual(TOO_MANY);
    expect(effort).toBeLessThan(300);
  });
});

describe('other lists that are given as arguments', () => {
  it.each<[what: string, document: string, values: readonly unknown[]]>([
    [
      'orders',
      'query ($list: [ProgramOrder!]) { programs(orderBy: $list) { nodes { id } } }',
      times(201, { field: 'NAME' }),
    ],
    [
      'keys of groups',
      'query ($list: [ProgramGroupBy!]!) { programs { groups(by: $list) { count } } }',
      times(1_001, 'KIND'),
    ],
    [
      'roles',
      'query ($list: [OrganizationRoleType!]) { programs { nodes { organizations(roles: $list) { totalCount } } } }',
      times(1_001, 'LEAD'),
    ],
    [
      'types of hits',
      'query ($list: [RecordType!]) { search(query: "a", types: $list) { name } }',
      times(1_001, 'CORE'),
    ],
  ])('are not taken in any length: %s', async (_what, document, values) => {
    const answer = await hub.query<unknown, object>(document, { list: values });
    expect(refusalsOf(answer)).toEqual([
      expect.stringMatching(/^BAD_USER_INPUT: .* has \d+ values; at most 1?[02]00 are allowed/),
    ]);
  });
});

it('a filter of many parts that thirty aliases use is refused at once', async () => {
  const aliases = Array.from(
    { length: 30 },
    (_, index) => `a${index}: organizations(where: $where) { totalCount }`,
  ).join(' ');
  const document = `query ($where: OrganizationWhere) { ${aliases} }`;
  const { answer, effort } = await effortOf(() =>
    hub.query<unknown, object>(document, { where: { and: times(8_600, { not: {} }) } }),
  );
  expect(refusalsOf(answer)).toEqual([expect.stringMatching('more than 200 parts')]);
  expect(effort).toBeLessThan(300);
});
