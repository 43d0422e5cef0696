import { makeContact, makeCore, makeProgram } from '../support/factories';
import { effortOf } from '../support/effort';
import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

/** How many programs each of the filters finds, in as few requests as the limits allow. */
async function counts(filters: readonly object[]): Promise<number[]> {
  const found: number[] = [];
  for (let from = 0; from < filters.length; from += 20) {
    const part = filters.slice(from, from + 20);
    const variables = Object.fromEntries(part.map((where, index) => [`w${index}`, where]));
    const declared = part.map((_, index) => `$w${index}: ProgramWhere`).join(', ');
    const fields = part.map((_, index) => `a${index}: programs(where: $w${index}) { totalCount }`).join(' ');
    const { data, errors } = await hub.query<Record<string, { totalCount: number }>, unknown>(
      `query (${declared}) { ${fields} }`,
      variables,
    );
    expect(errors).toBeUndefined();
    found.push(...part.map((_, index) => (data[`a${index}`] as { totalCount: number }).totalCount));
  }
  return found;
}

const TEXTS = [
  'ΟΔΟΣ ΥΓΕΙΑΣ',
  'Οδός Υγείας',
  'ΣΑΣ ΣΣ',
  'ΐ ΰ Ϊ ΅',
  'İstanbul Sağlık IĞDIR ılık',
  'Große Straße ẞ',
  'Éducation populaire',
  'ﬁnance ŉ ǰ ǅ',
  '健康中心',
  'สุขภาพชุมชน',
  'МОСКВА здоровье',
  'საქართველო',
  'x̱á̱ Kʷ ƛ̓ ʂ',
  '50% of_all \\ "quoted"',
  '👩🏽‍⚕️ Care 💥',
  'Ǆ Ω K Å',
];

const COLUMNS = ['name', 'description', 'scheduleDescription'] as const;

/** The text itself, and parts of one and of three characters. */
function parts(text: string): string[] {
  const characters = Array.from(text);
  return [...new Set([text, ...characters, ...characters.map((_, from) => characters.slice(from, from + 3).join(''))])];
}

/** The first two columns differ in their collation. */
function inAnyCase(part: string): [column: string, text: string][] {
  return [
    ['name', part],
    ['name', part.toUpperCase()],
    ['name', part.toLowerCase()],
    ['description', part],
  ];
}

describe('of every text', () => {
  beforeAll(async () => {
    for (const text of TEXTS) {
      const stored = text.normalize('NFC');
      await makeProgram(hub.database.pool, { name: stored, description: stored, schedule_description: stored });
    }
  });

  test.each(TEXTS)('each part of %s is found in it, whatever the column and the case', async (text) => {
    const stored = text.normalize('NFC');
    const filters = parts(stored).flatMap((part) =>
      inAnyCase(part).map(([column, contains]) => ({ name: { eq: stored }, and: [{ [column]: { contains } }] })),
    );
    const found = await counts(filters);
    expect(filters.filter((_, index) => found[index] !== 1)).toEqual([]);
  });

  test.each(TEXTS)('%s starts with each of its beginnings, whatever the case', async (text) => {
    const stored = text.normalize('NFC');
    const beginnings = Array.from(stored, (_, end) =>
      Array.from(stored)
        .slice(0, end + 1)
        .join(''),
    );
    const filters = beginnings.flatMap((beginning) =>
      inAnyCase(beginning).map(([column, startsWith]) => ({
        name: { eq: stored },
        and: [{ [column]: { startsWith } }],
      })),
    );
    const found = await counts(filters);
    expect(filters.filter((_, index) => found[index] !== 1)).toEqual([]);
  });

  test.each(TEXTS)('%s ends with each of its endings, whatever the case', async (text) => {
    const stored = text.normalize('NFC');
    const endings = Array.from(stored, (_, from) => Array.from(stored).slice(from).join(''));
    const filters = endings.flatMap((ending) =>
      inAnyCase(ending).map(([column, endsWith]) => ({ name: { eq: stored }, and: [{ [column]: { endsWith } }] })),
    );
    const found = await counts(filters);
    expect(filters.filter((_, index) => found[index] !== 1)).toEqual([]);
  });

  test.each(TEXTS)('%s equals itself in any case, and no part of it does', async (text) => {
    const stored = text.normalize('NFC');
    const whole = inAnyCase(stored);
    const less = parts(stored).filter((part) => part !== stored);
    const filters = [...whole, ...less.flatMap(inAnyCase)].map(([column, eqIgnoreCase]) => ({
      name: { eq: stored },
      and: [{ [column]: { eqIgnoreCase } }],
    }));
    const found = await counts(filters);
    expect(filters.filter((_, index) => found[index] !== (index < whole.length ? 1 : 0))).toEqual([]);
  });

  test('the columns agree, for whatever is asked', async () => {
    const asked = [
      'σ',
      'ς',
      'Σ',
      'οδος',
      'i',
      'istanbul',
      'ISTANBUL',
      'strasse',
      'STRAẞE',
      'é',
      '%',
      '_',
      '\\',
      'k',
      '',
    ];
    for (const operator of ['contains', 'startsWith', 'endsWith', 'eqIgnoreCase']) {
      const byColumn = await Promise.all(
        COLUMNS.map((column) => counts(asked.map((text) => ({ [column]: { [operator]: text } })))),
      );
      expect(byColumn[1]).toEqual(byColumn[0]);
      expect(byColumn[2]).toEqual(byColumn[0]);
    }
  });
});

test('a person finds a name whatever of its letters are capitals', async () => {
  await makeProgram(hub.database.pool, { slug: 'capitals', name: 'İZMİR Straße ΟΔΥΣΣΕΥΣ' });
  const asked = ['izmir', 'IZMIR', 'strasse', 'STRASSE', 'straße', 'οδυσσευς', 'Οδυσσευς', 'ΟΔΥΣΣΕΥΣ'];
  expect(await counts(asked.map((contains) => ({ slug: { eq: 'capitals' }, name: { contains } })))).toEqual(
    asked.map(() => 1),
  );
});

describe('a text in either of its forms', () => {
  const composed = 'Café Noé';
  const decomposed = composed.normalize('NFD');

  beforeAll(async () => {
    await makeProgram(hub.database.pool, { slug: 'forms', name: composed, alternate_names: [composed] });
  });

  test.each([
    { name: { eq: decomposed } },
    { name: { in: ['x', decomposed] } },
    { not: { name: { ne: decomposed } } },
    { not: { name: { notIn: [decomposed] } } },
    { name: { contains: 'fe\u0301' } },
    { name: { startsWith: decomposed.slice(0, 5) } },
    { name: { endsWith: decomposed.slice(-2) } },
    { name: { eqIgnoreCase: decomposed.toUpperCase() } },
    { alternateNames: { has: decomposed } },
    { alternateNames: { hasAny: ['x', decomposed] } },
  ])('is asked for by %j', async (where) => {
    expect(await counts([{ and: [where, { slug: { eq: 'forms' } }] }])).toEqual([1]);
  });

  test('is another one in another case for eq, in and has', async () => {
    const other = composed.toUpperCase();
    expect(
      await counts([{ name: { eq: other } }, { name: { in: [other] } }, { alternateNames: { has: other } }]),
    ).toEqual([0, 0, 0]);
  });
});

test.each(['name', 'description'])('a %s with a text that none can be is refused, and says where', async (column) => {
  for (const text of ['a\u0000b', 'a\ud800', '\udc00']) {
    const { errors } = await hub.query('query ($where: ProgramWhere) { programs(where: $where) { totalCount } }', {
      where: { or: [{ [column]: { contains: text } }] },
    });
    expect(errors?.[0]?.message).toContain(`where.or.0.${column}.contains contains U+0000 or an unpaired surrogate`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
});

test('a slug that cannot be stored finds nothing, and other slugs are found', async () => {
  await makeProgram(hub.database.pool, { slug: 'beside' });
  const { data, errors } = await hub.query(
    'query ($b: String, $c: String) { a: program(slug: "beside") { slug } b: program(slug: $b) { slug } c: program(slug: $c) { slug } }',
    { b: 'a\u0000', c: '\ud800' },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({ a: { slug: 'beside' }, b: null, c: null });
});

test('contacts and cores follow the same rule', async () => {
  const { pool } = hub.database;
  await makeContact(pool, { name: 'ΝΙΚΟΣ', title: 'ΝΙΚΟΣ', credentials: 'ΝΙΚΟΣ', email: 'NIKOS@example.org' });
  await makeCore(pool, { name: 'ΝΙΚΟΣ', tagline: 'ΝΙΚΟΣ' });
  const { data } = await hub.query<Record<string, { totalCount: number }>, unknown>(
    `query ($text: String!) {
      a: contacts(where: { name: { contains: $text }, title: { contains: $text }, credentials: { startsWith: $text } }) { totalCount }
      b: contacts(where: { email: { startsWith: "nikos@" } }) { totalCount }
      c: cores(where: { name: { startsWith: $text }, tagline: { contains: $text } }) { totalCount }
    }`,
    { text: 'νικος' },
  );
  expect(Object.values(data).map(({ totalCount }) => totalCount)).toEqual([1, 1, 1]);
});

test('a whole name without case is found by the index of folded names', async () => {
  const { pool } = hub.database;
  await pool.query(`INSERT INTO program (id, slug, name, kind, status)
    SELECT gen_random_uuid(), 'folded-' || i, 'Folded ' || i, 'STUDY', 'ACTIVE' FROM generate_series(1, 3000) AS i`);
  await pool.query('ANALYZE program');
  const { data, statements } = await hub.query<{ programs: { nodes: unknown } }, unknown>(
    '{ programs(where: { name: { eqIgnoreCase: "FOLDED 17" } }) { nodes { slug } } }',
  );
  expect(data.programs.nodes).toEqual([{ slug: 'folded-17' }]);
  const text = (statements[0] ?? '').replace(/\$(\d+)::int/g, '21::int');
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, ['FOLDED 17']);
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('program_folded_name_idx');
});

describe('a moment between two milliseconds', () => {
  const at = '2024-03-01T10:00:00.038Z';
  const between = '2024-03-01T10:00:00.038999999Z';

  beforeAll(async () => {
    await makeProgram(hub.database.pool, { slug: 'moment', created_at: at });
  });

  const slug = { slug: { eq: 'moment' } };
  test.each([
    ['lt', between, 1],
    ['lte', between, 1],
    ['gt', between, 0],
    ['gte', between, 0],
    ['eq', between, 0],
    ['ne', between, 1],
    ['lt', at, 0],
    ['lte', at, 1],
    ['gt', at, 0],
    ['gte', at, 1],
    ['eq', at, 1],
    ['ne', at, 0],
    ['gt', '2024-03-01T10:00:00.0379999999999999Z', 1],
    ['gte', '2024-03-01T10:00:00.037001Z', 1],
    ['lt', '2024-03-01T10:00:00.0379Z', 0],
    ['eq', '2024-03-01T12:00:00.038000+02:00', 1],
    ['lt', '2024-03-01T12:00:00.0380001+02:00', 1],
  ])('%s %s matches %i', async (operator, moment, expected) => {
    expect(await counts([{ ...slug, createdAt: { [operator]: moment } }])).toEqual([expected]);
    const { data } = await hub.query(
      `{ programs(where: { slug: { eq: "moment" }, createdAt: { ${operator}: "${moment}" } }) { totalCount } }`,
    );
    expect(data).toEqual({ programs: { totalCount: expected } });
  });

  test('is in lists with others', async () => {
    expect(
      await counts([
        { ...slug, createdAt: { in: [between] } },
        { ...slug, createdAt: { in: [between, at] } },
        { ...slug, createdAt: { notIn: [between] } },
        { ...slug, createdAt: { notIn: [between, at] } },
      ]),
    ).toEqual([0, 1, 1, 0]);
  });
});

test('texts with very many marks on one character take no time, and match nothing', async () => {
  // To bring so many marks into their order would take a second for each use.
  const text = `a${'\u0300\u0323'.repeat(20_000)}`;
  const uses = Array.from({ length: 25 }, (_, index) => `p${index}: program(slug: $text) { id }`).join(' ');
  const query = `query ($text: String!) { ${uses} programs(where: { name: { contains: $text } }) { totalCount } }`;
  const { answer, effort } = await effortOf(() => hub.query(query, { text }));
  const { data, errors } = answer;

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ p0: null, p24: null, programs: { totalCount: 0 } });
  expect(effort).toBeLessThan(200);
});
