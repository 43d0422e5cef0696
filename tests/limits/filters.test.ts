import { startTestHub, type TestHub } from '../support/hub';
import { refusalsOf, timed } from './refused';

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

/** Asks the same of related records so many times. */
const beside = (count: number) => ({
  and: Array.from({ length: count }, () => ({ programs: { some: { name: { contains: 'a' } } } })),
});

describe('variables', () => {
  it.each([
    ['objects', nested(40, (not) => ({ not }))],
    ['lists', { and: [nested(20, (inner) => ({ or: [inner] }))] }],
  ])('that nest too deep in %s are refused', async (_name, where) => {
    expect(refusalsOf(await list(where))).toEqual(['BAD_USER_INPUT: The variables nest deeper than 32 levels.']);
  });

  it('of 32 levels are answered', async () => {
    // The variables themselves, `where`, the comparison and its value are levels too.
    expect(await list(nested(28, (not) => ({ not })))).toMatchObject({ errors: undefined });
  });

  it('of ten thousand levels are refused at once', async () => {
    const where = `${'{"not":'.repeat(12_000)}{}${'}'.repeat(12_000)}`;
    const { answer, ms } = await timed(async () => {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query":${JSON.stringify(LIST)},"variables":{"where":${where}}}`,
      });
      return response.text();
    });

    expect(answer).toContain('The variables nest deeper than 32 levels.');
    expect(ms).toBeLessThan(1_000);
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
    const { answer, ms } = await timed(() => list(where));

    expect(answer).toMatchObject({ errors: undefined });
    expect(ms).toBeLessThan(2_500);
  });

  it.each([21, 1_500])('%i of them are refused', async (count) => {
    const { data, errors, statements } = await list(beside(count));

    expect(data).toBeNull();
    expect(statements).toEqual([]);
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      ['The filter has more than 20 conditions on related records; ask in parts.', 'BAD_USER_INPUT'],
    ]);
  });
});

describe('comparisons', () => {
  const compared = (count: number) => ({ or: Array.from({ length: count }, () => ({ name: { contains: 'x' } })) });

  it('of a number of 200 are answered', async () => {
    expect(await list(compared(200))).toMatchObject({ errors: undefined });
  });

  it('of a number of 201 are refused', async () => {
    const { errors, statements } = await list(compared(201));
    expect(statements).toEqual([]);
    expect(errors?.map(({ message }) => message)).toEqual([
      'The filter has more than 200 comparisons; ask in parts, or use in: [...].',
    ]);
  });
});
