import { makeContact, makeCore, makeOrganization, makeProgram } from '../support/factories';
import { editor, hub } from './edited-hub';
import { faultsOf } from './mutate';

const pool = () => hub.database.pool;

type Made = Record<'record', Record<string, unknown>>;

async function create(input: object, selection = 'slug'): Promise<{ faults: string[]; record: Made['record'] }> {
  const { record, errors } = await editor.do<Made>(
    'createProgram',
    { kind: 'STUDY', ...input },
    `record: program { ${selection} }`,
  );
  return { faults: errors.map(({ path, message }) => `${path.join('.')}: ${message}`), record };
}

describe('a name', () => {
  test.each([
    ['U+0000', 'a\u0000b', /control character/],
    ['a tab', 'a\tb', /control character/],
    ['a carriage return', 'a\rb', /control character/],
    ['U+0085', 'a\u0085b', /control character/],
    ['half of a character', 'a\udc00b', /unpaired surrogate/],
    ['a line separator', 'a\u2028b', /separator/],
    ['a paragraph separator', 'a\u2029b', /separator/],
    ['an override', 'a\u202egnp.exe', /text direction control/],
    ['an isolate', 'a\u2066b\u2069', /text direction control/],
    ['a zero-width blank', 'Health\u200bNet', /invisible/],
    ['a soft hyphen', 'Health\u00adNet', /invisible/],
    ['a byte order mark inside', 'a\ufeffb', /invisible/],
    ['a code that is no character', 'a\uffffb', /not a character/],
    ['zero-width joiners only', '\u200d\u200d', /no visible character/],
    ['a Hangul filler only', '\u3164', /invisible/],
    ['an empty Braille cell only', '\u2800', /no visible character/],
    ['more marks than any script has', `a${'\u0300\u0323'.repeat(16)}`, /more than 30 marks/],
    ['an accent only', '\u0301', /no visible character/],
    ['marks of direction only', '\u200e\u200f', /no visible character/],
    ['variation selectors only', '\ufe0f\ufe0f', /no visible character/],
    ['a joiner between Latin letters', 'a\u200db', /invisible character, U\+200D/],
    ['a non-joiner between Cyrillic letters', 'Дом\u200cик', /invisible character, U\+200C/],
    ['a joiner at its beginning', '\u200dab', /invisible character, U\+200D/],
    ['a joiner at its end', 'ab\u200d', /invisible character, U\+200D/],
    ['a joiner after a digit', '1\u200d2', /invisible character, U\+200D/],
    ['a non-joiner at the end of a Persian word', 'نمی\u200c', /invisible character, U\+200C/],
    ['two non-joiners in a Persian word', 'نمی\u200c\u200cخواهم', /invisible character, U\+200C/],
    ['a joiner between Indic letters that nothing binds', 'क\u200dख', /invisible character, U\+200D/],
    ['a joiner between Han characters', '健\u200d康', /invisible character, U\+200D/],
    ['a joiner between an emoji and a letter', '👩\u200da', /invisible character, U\+200D/],
    ['a variation selector after a letter', 'a\ufe0fb', /invisible character, U\+FE0F/],
    ['a variation selector after a digit', '1\ufe0f', /invisible character, U\+FE0F/],
    ['a second variation selector', '☂\ufe0f\ufe0f', /invisible character, U\+FE0F/],
    ['an ideographic variation selector after a letter', 'a\u{e0100}b', /invisible character, U\+E0100/],
    ['a Mongolian variation selector after a letter', 'a\u180bb', /invisible character, U\+180B/],
    ['a tag', 'a\u{e0041}b', /invisible character, U\+E0041/],
    ['a tag of languages', 'a\u{e0001}b', /invisible/],
    ['tags after a flag, without their end', '🏴\u{e0067}\u{e0062}', /invisible character, U\+E0067/],
    ['a grapheme joiner', 'a\u034fb', /invisible/],
    ['an Arabic letter mark', 'a\u061cb', /invisible/],
    ['a mark of direction where all is written in one', 'a\u200eb', /invisible character, U\+200E/],
    ['a mark of direction within a Hebrew word', 'של\u200fום', /invisible character, U\+200F/],
    ['an invisible vowel', 'ក\u17b4', /invisible/],
    ['a control of musical notes', 'a\u{1d173}b', /invisible/],
    ['blanks only', ' \u00a0\u3000 ', /is empty/],
  ])('with %s is refused with one error', async (_what, name, message) => {
    const { faults } = await create({ name, slug: 'refused' });
    expect(faults).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ...['👩‍⚕️ care', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'نمی‌خواهم', 'ক্‌ষ', '健康', '☂', '#1', '👩🏽‍🚀', '🏳️‍🌈', '👨‍👩‍👧', '1️⃣', '☂︎'],
    ...[
      'ශ්‍රී',
      'র‍্যাব',
      'അവന്‍',
      'श्रीमान्‌को',
      'ه\u200d',
      '۲۰\u200cساله',
      '葛\u{e0100}城',
      'ᠠ\u180bᠨ',
      '∩\ufe00',
      'C++\u200e שלום',
    ],
  ])('such as %s is taken as it is', async (name) => {
    const slug = `taken-${Array.from(name, (character) => character.codePointAt(0)).join('-')}`.slice(0, 99);
    const { faults, record } = await create({ name, slug: slug.replace(/-$/, '') }, 'name');
    expect(faults).toEqual([]);
    expect(record).toEqual({ name });
  });

  test('is one name in both of its forms', async () => {
    const organizationId = await makeOrganization(pool());
    const input = { organizationId, slug: 'one', name: 'Santé'.normalize('NFD') };
    const { record } = await editor.do<Made>('createCore', input, 'record: core { name }');
    expect(record).toEqual({ name: 'Santé' });
    expect(faultsOf(await editor.do('createCore', { ...input, slug: 'two', name: 'Santé' }))).toEqual([
      'ALREADY_EXISTS name',
    ]);
  });
});

test.each([
  ['Straße', 'strasse'],
  ['GROẞE Straße', 'grosse-strasse'],
  ['Ægir', 'aegir'],
  ['Ǽgir', 'aegir-2'],
  ['Ørsted', 'orsted'],
  ['Łódź', 'lodz'],
  ['Œuvre', 'oeuvre'],
  ['Đorđe', 'dorde'],
  ['Þórr Sigurðsson', 'thorr-sigurdsson'],
  ['Iğdır', 'igdir'],
  ['İstanbul', 'istanbul'],
  ['Care™', 'caretm'],
])('the slug of %s is made of the letters that stand for its own: %s', async (name, slug) => {
  const { faults, record } = await create({ name: slug.endsWith('-2') ? `${name} 2` : name });
  expect([faults, record]).toEqual([[], { slug }]);
});

describe('a text of emoji', () => {
  const emoji = (count: number): string => '🌻'.repeat(count);

  test('may have as many characters as any other, and is found by all of them', async () => {
    const description = emoji(5_000);
    const input = { slug: 'emoji', name: emoji(300), description, alternateNames: [emoji(299)] };
    const options = { idempotencyKey: emoji(200) };
    expect((await create({ ...input, options })).faults).toEqual([]);
    const { data } = await hub.query(
      'query ($d: String!, $s: String!) { programs(where: { description: { contains: $d } }) { nodes { slug } } search(query: $s) { name } }',
      { d: description, s: emoji(200) },
    );
    expect(data).toMatchObject({ programs: { nodes: [{ slug: 'emoji' }] }, search: expect.any(Array) as unknown });
  });

  test('may not have one more', async () => {
    const long = { slug: 'long', name: emoji(301), description: emoji(5_001) };
    expect((await create(long)).faults).toEqual([
      'name: name is longer than 300 characters; shorten it.',
      'description: description is longer than 5000 characters; shorten it.',
    ]);
    const key = await create({ name: 'Key', slug: 'long', options: { idempotencyKey: emoji(201) } });
    expect(key.faults).toEqual([expect.stringMatching(/1 to 200/)]);
    const { errors } = await hub.query('query ($s: String!) { search(query: $s) { name } }', { s: emoji(201) });
    expect(errors?.[0]?.message).toMatch(/has 201 characters; give 1 to 200/);
  });

  test('is repeated in a message as far as whole characters go', async () => {
    const { faults } = await create({ name: 'Whole', slug: 'whole', coreSlug: `a${emoji(150)}` });
    expect(faults).toEqual([`coreSlug: There is no core with the slug "a${emoji(99)}…".`]);
  });
});

test('every text has one form once it is stored: lists, prose, addresses, links and identifiers', async () => {
  const nfd = (text: string): string => text.normalize('NFD');
  const { record } = await create(
    {
      slug: 'forms',
      name: nfd('Café'),
      alternateNames: [nfd('Noé')],
      description: nfd('Très bon'),
      url: nfd('https://example.org/café'),
    },
    'id name alternateNames description url',
  );
  expect(record).toMatchObject({
    name: 'Café',
    alternateNames: ['Noé'],
    description: 'Très bon',
    url: 'https://example.org/café',
  });
  const organizationId = await makeOrganization(pool());
  const role = { organizationId, programId: record.id, role: 'PARTNER', note: nfd('prévu') };
  expect(faultsOf(await editor.do('assignOrganizationRole', role))).toEqual([]);
  const identifier = (value: string) => ({ items: [{ slug: 'forms', identifier: { scheme: nfd('Clé'), value } }] });
  expect(faultsOf(await editor.do('upsertPrograms', identifier(nfd('é1'))))).toEqual([]);
  expect(faultsOf(await editor.do('upsertPrograms', identifier('é1')))).toEqual([]);
  const { rows } = await pool().query('SELECT scheme, value FROM identifier');
  expect(rows).toEqual([{ scheme: 'Clé', value: 'é1' }]);
  expect((await pool().query('SELECT note FROM organization_role')).rows).toEqual([{ note: 'prévu' }]);
});

describe('blanks around a text', () => {
  const padded = (text: string): string => ` \u00a0\t${text}\u3000\n`;

  test('are removed, in every text', async () => {
    const { faults, record } = await create(
      {
        name: padded('Padded'),
        slug: padded('padded'),
        alternateNames: [padded('Pad')],
        description: padded('Prose'),
        url: padded('https://example.org'),
        supportMaxAmount: 1,
        supportCurrency: padded('USD'),
      },
      'name slug alternateNames description url supportCurrency',
    );
    expect([faults, record]).toEqual([
      [],
      {
        name: 'Padded',
        slug: 'padded',
        alternateNames: ['Pad'],
        description: 'Prose',
        url: 'https://example.org',
        supportCurrency: 'USD',
      },
    ]);
    const input = { kind: 'PERSON', email: padded('padded@example.org'), phone: padded('+1 215 555 0100') };
    const contact = await editor.do<Made>('createContact', input, 'record: contact { email phone }');
    expect([faultsOf(contact), contact.record]).toEqual([
      [],
      { email: 'padded@example.org', phone: '+1 215 555 0100' },
    ]);
  });

  test('do not keep a record from being found', async () => {
    const id = await makeProgram(pool(), { slug: 'sought' });
    const core = await makeCore(pool(), { slug: 'sought-core' });
    const contact = await makeContact(pool(), { email: 'sought@example.org' });
    const items = [{ slug: padded('sought'), coreSlug: padded('sought-core') }];
    const programs = await editor.do('upsertPrograms', { items }, 'programs { id core { id } } outcomes');
    expect(programs).toMatchObject({ errors: [], outcomes: ['UPDATED'], programs: [{ id, core: { id: core } }] });
    const contacts = await editor.do(
      'upsertContacts',
      { items: [{ email: padded('sought@example.org'), title: 'Dr' }] },
      'contacts { id } outcomes',
    );
    expect(contacts).toMatchObject({ errors: [], outcomes: ['UPDATED'], contacts: [{ id: contact }] });
  });

  test('make no difference for an idempotency key', async () => {
    const input = { kind: 'STUDY', name: 'Key', slug: 'padded-key', options: { idempotencyKey: 'padded' } };
    const first = await editor.do<Made>('createProgram', input, 'record: program { id }');
    const again = { ...input, name: padded('Key'), options: { idempotencyKey: padded('padded') } };
    expect(await editor.do<Made>('createProgram', again, 'record: program { id }')).toEqual(first);
  });
});

test('a list of names has each name once, whatever its form', async () => {
  const { faults } = await create({ name: 'List', alternateNames: ['Noé', 'Noé'.normalize('NFD')] });
  expect(faults).toEqual([expect.stringMatching(/an entry twice/)]);
});

test('a request is the same in either form of its texts: its key is, and its content', async () => {
  const input = (form: 'NFC' | 'NFD') => ({
    kind: 'STUDY',
    name: 'Répété'.normalize(form),
    options: { idempotencyKey: 'clé'.normalize(form) },
  });
  const first = await editor.do<Made>('createProgram', input('NFC'), 'record: program { id }');
  const second = await editor.do<Made>('createProgram', input('NFD'), 'record: program { id }');
  expect(second).toEqual(first);
});

test.each(['\u200b', 'a\u202eb', 'a\u2028b', '\udc00'])(
  'an idempotency key of %j is refused',
  async (idempotencyKey) => {
    const input = { kind: 'STUDY', name: 'Key', options: { idempotencyKey } };
    expect(faultsOf(await editor.do('createProgram', input))).toEqual(['INVALID options.idempotencyKey']);
  },
);

describe('prose', () => {
  test('keeps tabs, and has its lines end in one way', async () => {
    const { record } = await create({ name: 'Prose', description: ' a\r\nb\rc\n\td\r\n' }, 'description');
    expect(record).toEqual({ description: 'a\nb\nc\n\td' });
  });

  test.each(['a\u0000', 'a\u000bb', 'a\u2028b', 'a\u202eb', '\u200b', 'a\ud800'])(
    'of %j is refused',
    async (description) => {
      const { faults } = await create({ name: 'Prose', slug: 'refused', description });
      expect(faults).toHaveLength(1);
    },
  );
});

test('a text of invisible characters is looked at in no time', async () => {
  const before = performance.now();
  const { faults } = await create({
    name: 'Any',
    slug: 'any',
    alternateNames: ['👩\u200d'.repeat(99), 'ه\u200d'.repeat(150)],
  });
  expect(faults).toEqual([expect.stringMatching(/U\+200D/)]);
  expect(performance.now() - before).toBeLessThan(5_000);
});

test('prose keeps what a line may not have', async () => {
  const description = 'a\u200db\ufe0f\u200b\u00ad\u061c';
  expect((await create({ name: 'Prose', slug: 'invisible', description }, 'description')).record).toEqual({
    description,
  });
});

describe('an address', () => {
  test.each([
    'https://.',
    'https://..',
    'https://.a.org',
    'https://a..b',
    'https://a.b..',
    'https://a\uff0e\uff0eb',
    'https://a%2eorg',
    'https://a%2Forg',
    'https://*.a.org',
    'https://2130706433',
    'https://0x7f.1',
    'https://a.org\\@b.org',
    'https://a.org\\b',
    'https://user@b.org',
    'https://user:secret@b.org/',
    'https://a.org/a b',
    'https://a.org/\u0000',
    'https://a.org/\u202eb',
    'https://a\u200b.org',
    'https://a.org/\ud800',
    'https:///a.org',
    'https:a.org',
    'https://',
    'javascript:alert(1)',
    'ftp://a.org',
    'java\nscript:alert(1)',
    `https://a.org/${'a'.repeat(2000)}`,
    '',
  ])('of %j is refused with one error', async (url) => {
    const { faults } = await create({ name: 'Address', slug: 'refused', url });
    expect(faults).toHaveLength(1);
  });

  test.each([
    'https://example.org',
    'HTTP://Example.org:8080/a?b=@c#d',
    'https://münchen.example/ä',
    'http://[::1]/a',
    'https://10.0.0.1',
    'https://a.org./',
    'https://a_b.org:/%2e',
  ])('of %s is taken as it is', async (url) => {
    const { faults, record } = await create({ name: 'Address', slug: `a-${url.length}`, url }, 'url');
    expect(faults).toEqual([]);
    expect(record).toEqual({ url });
  });

  test.each([
    'a\u0000@b.org',
    'a@b',
    'a b@c.org',
    'a@b.org\u2028',
    '\u202ea@b.org',
    'a@b..org',
    '@b.org',
    `${'a'.repeat(250)}@b.org`,
  ])('of a contact may not be %j', async (email) => {
    expect(faultsOf(await editor.do('createContact', { kind: 'PERSON', email }))).toEqual(['INVALID email']);
  });

  test('that cannot be stored is the fault of its own item only', async () => {
    const items = [
      { slug: 'good', name: 'Good', kind: 'STUDY' },
      { slug: 'bad', name: 'Bad', kind: 'STUDY', url: 'https://a.org/\u0000' },
      { slug: 'worse', name: 'Worse', kind: 'STUDY', url: 'https://a.org/\ud800' },
    ];
    const payload = await editor.do<{ outcomes: string[] }>(
      'upsertPrograms',
      { items, onError: 'REJECT_FAILED' },
      'outcomes',
    );
    expect(payload.outcomes).toEqual(['CREATED', 'FAILED', 'FAILED']);
    expect(faultsOf(payload)).toEqual(['INVALID items.1.url', 'INVALID items.2.url']);
  });
});

test('a message repeats the beginning of a long text only', async () => {
  const { errors } = await editor.do('createProgram', { name: 'Long', kind: 'STUDY', coreSlug: 'x'.repeat(5000) });
  expect(errors[0]?.message.length).toBeLessThan(200);
});

test.each([
  ['name', (size: number) => `${'a '.repeat(size)}\u0000`],
  ['url', (size: number) => `https://${'a.'.repeat(size)}\\`],
  ['description', (size: number) => '\r'.repeat(size)],
  ['slug', (size: number) => 'a-'.repeat(size)],
])('a %s of any length is looked at in no time', async (property, text) => {
  const before = performance.now();
  const { faults } = await create({ name: 'Any', slug: 'any', [property]: text(40_000) });
  expect(faults).toHaveLength(1);
  expect(performance.now() - before).toBeLessThan(5_000);
});

describe('an archived record', () => {
  const ARCHIVED = { archived_at: '2024-01-01' };

  test('lets other cores have its name, and is restored only while the name is free', async () => {
    const organizationId = await makeOrganization(pool());
    const old = await makeCore(pool(), { organization_id: organizationId, name: 'Research', ...ARCHIVED });
    const input = { organizationId, name: 'Research', slug: 'research-again' };
    const { record } = await editor.do<Made>('createCore', input, 'record: core { id }');
    const refused = await editor.do('restoreCore', { id: old });
    expect(faultsOf(refused)).toEqual(['ALREADY_EXISTS id']);
    expect(refused.errors[0]?.message).toBe(
      'Another core, research-again, already uses this combination of organizationId and name. Change that record first.',
    );
    await editor.do('updateCore', { id: record.id, name: 'Research and more' });
    expect(faultsOf(await editor.do('restoreCore', { id: old }))).toEqual([]);
  });

  test('does not prevent a merge', async () => {
    const [winner, loser] = [await makeOrganization(pool()), await makeOrganization(pool())];
    await makeCore(pool(), { organization_id: winner, name: 'Outreach', ...ARCHIVED });
    await makeCore(pool(), { organization_id: loser, name: 'Outreach' });
    await makeCore(pool(), { organization_id: winner, name: 'Care' });
    await makeCore(pool(), { organization_id: loser, name: 'Care', ...ARCHIVED });
    expect(faultsOf(await editor.do('mergeOrganizations', { id: loser, intoId: winner }))).toEqual([]);
    const { rows } = await pool().query(
      'SELECT name, archived_at IS NULL AS living FROM core WHERE organization_id = $1 ORDER BY name, living',
      [winner],
    );
    expect(rows).toEqual([
      { name: 'Care', living: false },
      { name: 'Care', living: true },
      { name: 'Outreach', living: false },
      { name: 'Outreach', living: true },
    ]);
  });

  test('keeps its slug, and the error names the record that has it and says what to do', async () => {
    const archived = await makeProgram(pool(), { slug: 'kept', ...ARCHIVED });
    expect((await create({ name: 'Kept' })).faults).toEqual([
      `slug: The archived program ${archived} already uses this slug: "kept". Restore that record, or give another value.`,
    ]);
    const winner = await makeProgram(pool());
    await makeProgram(pool(), { slug: 'merged', merged_into_id: winner, ...ARCHIVED });
    expect((await create({ name: 'Merged' })).faults).toEqual([
      `slug: A program that was merged into ${winner} already uses this slug: "merged". Change ${winner}, or give another value.`,
    ]);
  });

  test('lets other contacts have its address', async () => {
    await makeContact(pool(), { email: 'free@example.org', ...ARCHIVED });
    expect(faultsOf(await editor.do('createContact', { kind: 'PERSON', email: 'FREE@example.org' }))).toEqual([]);
    expect(faultsOf(await editor.do('createContact', { kind: 'PERSON', email: 'free@example.org' }))).toEqual([
      'ALREADY_EXISTS email',
    ]);
  });
});
