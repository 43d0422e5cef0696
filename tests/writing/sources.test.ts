import { makeCitation, makeProgram, makeSource } from '../support/factories';
import { moment } from '../support/writer';
import { editor, hub } from './edited-hub';
import { changesOf, countChanges, faultsOf } from './mutate';

const pool = () => hub.database.pool;
const HASH = 'ab'.repeat(32);

interface Made {
  readonly source: { readonly id: string; readonly version: number } | null;
}

function create(input: object) {
  return editor.do<Made>('createSource', { title: 'A title', kind: 'REPORT', ...input }, 'source { id version }');
}

describe('a source', () => {
  test('needs a key, a title and a kind; it may have no file and no address, as an interview', async () => {
    const { errors } = await editor.do('createSource', { key: 'TALK', title: 'What they said', kind: 'INTERVIEW' });
    expect(errors).toEqual([]);
    const { errors: missing } = await editor.send('createSource', { key: 'NONE' });
    expect(missing.map(({ message }) => message)).toEqual([
      expect.stringContaining('"title"') as unknown,
      expect.stringContaining('"kind"') as unknown,
    ]);
  });

  test.each([
    ['a key in lower case', { key: 'a' }, 'INVALID key'],
    ['a hash that is too short', { key: 'SHORT', sha256: 'ab' }, 'INVALID sha256'],
    ['an address with a user name', { key: 'USER', url: 'https://me@example.org/' }, 'INVALID url'],
    ['an address of a file', { key: 'FILE', url: 'file:///etc/passwd' }, 'INVALID url'],
    ['an empty title', { key: 'EMPTY', title: ' ' }, 'INVALID title'],
    [
      'a moment that is still to come',
      { key: 'SOON', retrievedAt: new Date(Date.now() + 3_600_000).toISOString() },
      'INVALID retrievedAt',
    ],
    ['a moment before the year 1000', { key: 'OLD', retrievedAt: '0999-01-01T00:00:00Z' }, 'INVALID retrievedAt'],
  ])('is refused with %s', async (_what, input, fault) => {
    const before = await countChanges(hub);
    expect(faultsOf(await create(input))).toEqual([fault]);
    expect(await countChanges(hub)).toBe(before);
  });

  test('with a key that is taken, also by an archived source, gets one error', async () => {
    await makeSource(pool(), { key: 'TAKEN' });
    const archived = await makeSource(pool(), { key: 'GONE', archived_at: '2024-01-01' });
    const messages = [];
    for (const key of ['TAKEN', 'GONE']) messages.push(...(await create({ key })).errors);
    expect(messages.map(({ code, path, message }) => [code, path, message])).toEqual([
      ['ALREADY_EXISTS', ['key'], 'Another source already uses this key: "TAKEN".'],
      [
        'ALREADY_EXISTS',
        ['key'],
        `The archived source ${archived} already uses this key: "GONE". Restore that record, or give another value.`,
      ],
    ]);
  });

  test('that was entered before under another key is refused, and the other key is named', async () => {
    await makeSource(pool(), { key: 'FIRST', sha256: HASH });
    const { errors } = await create({ key: 'SECOND', sha256: HASH });
    expect(errors.map(({ code, path, message }) => [code, path, message])).toEqual([
      ['ALREADY_EXISTS', ['sha256'], `Another source, FIRST, already uses this sha256: "${HASH}".`],
    ]);
    const { source } = await create({ key: 'SECOND' });
    expect(faultsOf(await editor.do('updateSource', { id: source?.id, sha256: HASH }))).toEqual([
      'ALREADY_EXISTS sha256',
    ]);
  });

  test('is not archived while a current citation needs it', async () => {
    const id = await makeSource(pool());
    const program = await makeProgram(pool());
    const citation = await makeCitation(pool(), 'program', program, { source_id: id });
    const { errors } = await editor.do('archiveSource', { id });
    expect(errors[0]?.message).toMatch(/; first retract them with retractCitation\.$/);
    expect(errors.map(({ code, uses }) => [code, uses])).toEqual([
      ['IN_USE', [{ recordType: 'CITATION', recordId: citation, name: null }]],
    ]);
    expect(faultsOf(await editor.do('retractCitation', { id: citation }))).toEqual([]);
    expect(faultsOf(await editor.do('archiveSource', { id }))).toEqual([]);
    expect(faultsOf(await editor.do('archiveSource', { id }))).toEqual(['CONFLICT id']);
    expect(faultsOf(await editor.do('restoreSource', { id }))).toEqual([]);
  });

  test('has its history, is read as it was, and is changed only in the version that was read', async () => {
    const { source } = await create({ key: 'PAST', url: 'https://example.org/before' });
    const id = source?.id;
    const then = await moment(pool());
    expect(faultsOf(await editor.do('updateSource', { id, url: null, kind: 'ARTICLE', expectedVersion: 1 }))).toEqual(
      [],
    );
    expect(faultsOf(await editor.do('updateSource', { id, title: 'Late', expectedVersion: 1 }))).toEqual([
      'CONFLICT expectedVersion',
    ]);
    const { data } = await hub.query(
      `query ($id: ID!, $then: DateTime!, $first: ID!) { source(id: $id, asOf: $then) { id url kind } node(id: $first) { ... on Source { url kind } }
        now: source(id: $id) { version url kind } }`,
      { id, then, first: `${id}@1` },
      editor.headers,
    );
    expect(data).toEqual({
      source: { id: `${id}@1`, url: 'https://example.org/before', kind: 'REPORT' },
      node: { url: 'https://example.org/before', kind: 'REPORT' },
      now: { version: 2, url: null, kind: 'ARTICLE' },
    });
    expect((await changesOf(hub, id)).map(({ kind, record_type }) => [kind, record_type])).toEqual([
      ['CREATED', 'source'],
      ['UPDATED', 'source'],
    ]);
  });

  test('is made once by a request that is repeated, and not at all by a dry run', async () => {
    const dry = await create({ key: 'DRY', options: { dryRun: true } });
    expect([dry.dryRun, dry.source?.id]).toEqual([true, expect.stringMatching(/@preview-/)]);
    const [one, two] = [
      await create({ key: 'DRY', options: { idempotencyKey: 'source-1' } }),
      await create({ key: 'DRY', options: { idempotencyKey: 'source-1' } }),
    ];
    expect(one.source?.id).toBeDefined();
    expect(two.source).toEqual(one.source);
    expect(faultsOf(await create({ key: 'OTHER', options: { idempotencyKey: 'source-1' } }))).toEqual([
      expect.stringMatching(/^IDEMPOTENCY_KEY_REUSED/) as unknown,
    ]);
  });

  test('is grouped, ordered and filtered by its kind', async () => {
    await makeSource(pool(), { key: 'SLIDES', kind: 'PRESENTATION', url: 'https://example.org/slides' });
    const { data } = await hub.query<{ sources: { groups: unknown } }, object>(
      `{ sources(where: { kind: { eq: PRESENTATION } }, orderBy: [{ field: KIND }]) { nodes { key url } groups(by: [KIND]) { count keys { value } } } }`,
    );
    expect(data.sources).toEqual({
      nodes: [{ key: 'SLIDES', url: 'https://example.org/slides' }],
      groups: [{ count: 1, keys: [{ value: 'PRESENTATION' }] }],
    });
  });
});

test.each(['public', 'analyst', 'partner'] as const)('%s may not write sources, taxonomies or terms', async (role) => {
  const headers = role === 'public' ? {} : await hub.signIn(role);
  const before = await countChanges(hub);
  for (const field of [
    'createSource(input: { key: "X", title: "X", kind: OTHER })',
    'createTaxonomy(input: { name: "X" })',
    `mergeTerms(input: { id: "${HASH}", intoId: "${HASH}" })`,
    'upsertTerms(input: { items: [] })',
  ]) {
    const { errors } = await hub.query(`mutation { ${field} { errors { code } } }`, {}, headers);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
      role === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN',
    ]);
  }
  expect(await countChanges(hub)).toBe(before);
});
