import { randomUUID } from 'node:crypto';
import { makeContact, makeCore, makeOrganization, makeProgram, makeTerm } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Organization { id slug name archivedAt }
    ... on Program { id slug name core { name } }
    ... on Core { name organization { name } }
    ... on Contact { title: name }
    ... on Term { name }
  }
}`;

interface Entity {
  readonly __typename: string;
  readonly id?: string;
  readonly slug?: string;
  readonly name: string;
  readonly archivedAt?: string | null;
}

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

async function entities(
  representations: readonly unknown[],
  headers: Record<string, string> = {},
  document = ENTITIES,
) {
  const { data, errors, statements } = await hub.query<{ _entities: (Entity | null)[] } | null, object>(
    document,
    { representations },
    headers,
  );
  return { found: data?._entities, errors, statements };
}

/** A document of its own for the test: interpreted, or compiled, as one is that has been answered twice. */
async function documentToBe(run: 'interpreted' | 'compiled'): Promise<string> {
  const document = ENTITIES.replace('query', `query Q${randomUUID().replaceAll('-', '')}`);
  if (run === 'compiled') for (let use = 0; use < 2; use += 1) await entities([], {}, document);
  return document;
}

function makeOrganizations(count: number): Promise<{ id: string; slug: string }[]> {
  const made = Array.from({ length: count }, async () => {
    const slug = randomUUID();
    return { id: await makeOrganization(hub.database.pool, { slug }), slug };
  });
  return Promise.all(made);
}

describe('a reference', () => {
  it.each(['id', 'slug'] as const)('by %s leads to its record', async (key) => {
    const [made] = await makeOrganizations(1);

    const { found } = await entities([{ __typename: 'Organization', [key]: made?.[key] }]);

    expect(found).toEqual([expect.objectContaining({ __typename: 'Organization', ...made })]);
  });

  it('with both keys is followed by the id', async () => {
    const id = await makeOrganization(hub.database.pool);

    const { found } = await entities([{ __typename: 'Organization', id, slug: 'another' }]);

    expect(found).toEqual([expect.objectContaining({ id })]);
  });

  it.each([
    ['an unknown id', { __typename: 'Organization', id: UNKNOWN }],
    ['an id that is no UUID', { __typename: 'Program', id: "1'; DROP TABLE program; --" }],
    ['an unknown slug', { __typename: 'Core', slug: 'no-such-core' }],
    ['the id of another type', { __typename: 'Contact', id: UNKNOWN }],
  ])('with %s is null', async (_name, representation) => {
    expect(await entities([representation])).toMatchObject({ found: [null], errors: undefined });
  });

  it('to a merged record leads to the one that it was merged into', async () => {
    const { pool } = hub.database;
    const winner = await makeOrganization(pool, { name: 'The winner' });
    const loser = await makeOrganization(pool, { merged_into_id: winner, archived_at: new Date(), slug: 'the-loser' });

    const { found } = await entities([
      { __typename: 'Organization', id: loser },
      { __typename: 'Organization', slug: 'the-loser' },
    ]);

    expect(found?.map((entity) => entity?.id)).toEqual([winner, winner]);
  });

  it('to an archived record is null to the public, and the record to those who may see it', async () => {
    const id = await makeOrganization(hub.database.pool, { archived_at: '2026-01-02T03:04:05Z' });
    const representations = [{ __typename: 'Organization', id }];

    expect((await entities(representations)).found).toEqual([null]);
    expect((await entities(representations, await hub.signIn('analyst'))).found).toEqual([
      expect.objectContaining({ id, archivedAt: '2026-01-02T03:04:05.000Z' }),
    ]);
  });

  it('to a contact that is not public is null', async () => {
    const id = await makeContact(hub.database.pool, { visibility: 'PARTNER' });
    const representations = [{ __typename: 'Contact', id }];

    expect((await entities(representations)).found).toEqual([null]);
    expect((await entities(representations, await hub.signIn('partner'))).found).toEqual([
      expect.objectContaining({ __typename: 'Contact' }),
    ]);
  });
});

describe('many references', () => {
  it('are answered in their order, each of those that are given twice too', async () => {
    const made = await makeOrganizations(20);
    const shuffled = [...made].reverse().flatMap(({ id, slug }) => [
      { __typename: 'Organization', id },
      { __typename: 'Organization', slug },
      { __typename: 'Organization', id: id.toUpperCase() },
      { __typename: 'Organization', id: UNKNOWN },
    ]);

    const { found } = await entities(shuffled);

    expect(found?.map((entity) => entity?.id ?? null)).toEqual(
      [...made].reverse().flatMap(({ id }) => [id, id, id, null]),
    );
  });

  it.each(['id', 'slug'] as const)('cost as many statements as one: 100 by %s', async (key) => {
    const made = await makeOrganizations(100);
    const representations = made.map((organization) => ({ __typename: 'Organization', [key]: organization[key] }));

    const one = await entities(representations.slice(0, 1));
    const hundred = await entities(representations);

    expect(one.statements).toHaveLength(1);
    expect(hundred.statements).toHaveLength(1);
    expect(hundred.found?.map((entity) => entity?.[key])).toEqual(made.map((organization) => organization[key]));
  });

  it('of mixed types cost one statement for each type and key, and one for each relation', async () => {
    const { pool } = hub.database;
    const kinds = async (index: number) => {
      const core = await makeCore(pool, { slug: `core-${index}` });
      return [
        { __typename: 'Program', id: await makeProgram(pool, { core_id: core, slug: `mixed-${index}` }) },
        { __typename: 'Program', slug: `mixed-${index}` },
        { __typename: 'Core', id: core },
        { __typename: 'Contact', id: await makeContact(pool) },
        { __typename: 'Term', id: await makeTerm(pool) },
      ];
    };
    const representations = (await Promise.all(Array.from({ length: 20 }, (_, index) => kinds(index)))).flat();

    const few = await entities(representations.slice(0, 5));
    const hundred = await entities(representations);

    expect(few.errors).toBeUndefined();
    // Without plans: Program by id and by slug, Core, Contact, Term; and the relations Program.core and Core.organization.
    const expected = hub.plans ? 1 : 7;
    expect(few.statements).toHaveLength(expected);
    expect(hundred.statements).toHaveLength(expected);
    expect(hundred.found?.map((entity) => entity?.__typename)).toEqual(
      representations.map((given) => given.__typename),
    );
  });

  it('none at all is an empty list', async () => {
    expect(await entities([])).toEqual({ found: [], errors: undefined, statements: [] });
  });

  it('more than 100 are refused, and nothing is read', async () => {
    const { errors, statements, found } = await entities(
      Array.from({ length: 101 }, () => ({ __typename: 'Organization', id: UNKNOWN })),
    );

    expect(found).toBeUndefined();
    expect(errors).toEqual([
      expect.objectContaining({
        message: '_entities got 101 representations; send at most 100.',
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) as unknown,
      }),
    ]);
    expect(statements).toEqual([]);
  });
});

describe('a reference that names no record', () => {
  const NO_TYPE =
    '_entities: representation 1 has no valid __typename; give one of Organization, Core, Program, Contact, Term.';
  const NO_KEY =
    '_entities: representation 1 has the __typename Organization, but no key; give id or slug as a string.';

  it.each([
    ['of an unknown type', { __typename: 'Hospital', id: UNKNOWN }, NO_TYPE],
    ['of a type that is no entity', { __typename: 'Citation', id: UNKNOWN }, NO_TYPE],
    ['of a type of GraphQL', { __typename: 'Query', id: UNKNOWN }, NO_TYPE],
    ['of no type', { id: UNKNOWN }, NO_TYPE],
    ['whose type is no text', { __typename: { toString: 'Organization' }, id: UNKNOWN }, NO_TYPE],
    ['that is a text', 'Organization', NO_TYPE],
    ['that is a number', 1, NO_TYPE],
    ['that is a list', [UNKNOWN], NO_TYPE],
    ['without a key', { __typename: 'Organization' }, NO_KEY],
    ['with another field than a key', { __typename: 'Organization', name: 'A hospital' }, NO_KEY],
    ['whose key is a number', { __typename: 'Organization', id: 1 }, NO_KEY],
    ['whose key is null', { __typename: 'Organization', id: null, slug: null }, NO_KEY],
    ['whose key is a list', { __typename: 'Organization', slug: ['a', 'b'] }, NO_KEY],
    ['whose key is an object', { __typename: 'Organization', id: { eq: UNKNOWN } }, NO_KEY],
  ])('%s is null alone, with an error in its place', async (_name, wrong, message) => {
    const [made] = await makeOrganizations(1);
    const right = { __typename: 'Organization', id: made?.id };
    for (const run of ['interpreted', 'compiled'] as const) {
      const { found, errors } = await entities([right, wrong, right], {}, await documentToBe(run));

      expect({ run, found }).toEqual({
        run,
        found: [expect.objectContaining(made), null, expect.objectContaining(made)],
      });
      expect(errors).toEqual([
        {
          message,
          path: ['_entities', 1],
          locations: [expect.anything()],
          extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) as unknown },
        },
      ]);
    }
  });

  it('may stand at any place, and more than once, and each has an error of its own', async () => {
    const wrong = { __typename: 'Organization' };
    for (const run of ['interpreted', 'compiled'] as const) {
      const { found, errors, statements } = await entities([wrong, wrong, wrong], {}, await documentToBe(run));

      expect({ run, found }).toEqual({ run, found: [null, null, null] });
      expect(errors?.map(({ path }) => path)).toEqual([0, 1, 2].map((index) => ['_entities', index]));
      expect(statements).toEqual([]);
    }
  });

  it('is null alone where representations are written in the document', async () => {
    const query =
      '{ _entities(representations: [{ __typename: "Hospital", id: "1" }, { __typename: "Core", slug: "none" }]) { __typename } }';

    const { data, errors } = await hub.query(query);

    expect(data).toEqual({ _entities: [null, null] });
    expect(errors?.map(({ path }) => path)).toEqual([['_entities', 0]]);
  });

  it('null is refused', async () => {
    const { errors, statements } = await entities([null]);

    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(statements).toEqual([]);
  });
});
