import { makeCore, makeOrganization, makeProgram, makeTag, makeTaxonomy, makeTerm } from '../support/factories';
import { blocked } from '../support/locks';
import { moment } from '../support/writer';
import { editor, hub } from './edited-hub';
import { changesOf, countChanges, countRows, faultsOf } from './mutate';

const pool = () => hub.database.pool;
const ARCHIVED = { archived_at: '2024-01-01' };

interface Upserted {
  readonly terms: readonly ({ readonly id: string; readonly code: string; readonly version: number } | null)[];
  readonly outcomes: readonly string[];
}

const SELECTION = 'terms { id code version parent { id } } outcomes';

function upsert(items: readonly object[], more: object = {}) {
  return editor.do<Upserted>('upsertTerms', { items, ...more }, SELECTION);
}

async function read<Data>(query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await hub.query<Data, object>(query, variables, editor.headers);
  expect(errors).toBeUndefined();
  return data;
}

let taxonomy: string;
let other: string;
beforeEach(async () => {
  taxonomy = await makeTaxonomy(pool());
  other = await makeTaxonomy(pool());
});

describe('the broader term of a term', () => {
  const term = (values: object = {}) => makeTerm(pool(), { taxonomy_id: taxonomy, ...values });

  test('is a term of the same taxonomy', async () => {
    const outer = await makeTerm(pool(), { taxonomy_id: other });
    const id = await term();
    for (const [mutation, input, path] of [
      ['createTerm', { taxonomyId: taxonomy, code: 'a', name: 'A', parentId: outer }, 'parentId'],
      ['updateTerm', { id, parentId: outer }, 'parentId'],
      ['updateTerm', { id: await term({ parent_id: id }), taxonomyId: other }, 'taxonomyId'],
    ] as const) {
      const refused = await editor.do(mutation, input);
      expect([mutation, faultsOf(refused)]).toEqual([mutation, [`INVALID ${path}`]]);
      expect(refused.errors[0]?.message).toBe(
        'parentId leads to a term with another taxonomyId; choose one with the same taxonomyId.',
      );
    }
    expect(faultsOf(await editor.do('updateTerm', { id: outer, parentId: null, taxonomyId: taxonomy }))).toEqual([]);
    expect(faultsOf(await editor.do('updateTerm', { id, parentId: outer }))).toEqual([]);
  });

  test('does not move to another taxonomy without its narrower terms', async () => {
    const id = await term();
    const narrower = await term({ parent_id: id });
    await term({ parent_id: id, ...ARCHIVED });
    const refused = await editor.do('updateTerm', { id, taxonomyId: other });
    expect(faultsOf(refused)).toEqual(['CONFLICT taxonomyId']);
    expect(refused.errors[0]?.message).toBe(
      'Other terms lead to this one by parentId and would stay behind; first give them another parentId.',
    );
    await editor.do('updateTerm', { id: narrower, parentId: null });
    expect(faultsOf(await editor.do('updateTerm', { id, taxonomyId: other }))).toEqual([]);
  });

  test('does not lead back to the term, not even by two items of one request', async () => {
    const [a, b] = [await term({ name: 'A' }), await term({ name: 'B' })];
    expect(faultsOf(await editor.do('updateTerm', { id: a, parentId: a }))).toEqual(['CONFLICT parentId']);
    const both = await upsert([
      { id: a, parentId: b },
      { id: b, parentId: a },
    ]);
    expect(faultsOf(both)).toEqual(['CONFLICT items.0.parentId', 'CONFLICT items.1.parentId']);
  });
});

describe('archiving', () => {
  const uses = async (mutation: string, id: string) => {
    const { errors } = await editor.do(mutation, { id });
    return errors.map(({ code, uses: found }) => [
      code,
      found?.map(({ recordType, recordId }) => [recordType, recordId]),
    ]);
  };

  test('a term is refused while current records are tagged with it, or it has narrower terms', async () => {
    const id = await makeTerm(pool(), { taxonomy_id: taxonomy });
    const organization = await makeOrganization(pool());
    const [core, program] = [await makeCore(pool()), await makeProgram(pool())];
    const narrower = await makeTerm(pool(), { taxonomy_id: taxonomy, parent_id: id });
    await makeTag(pool(), id, { organization_id: organization });
    await makeTag(pool(), id, { core_id: core });
    await makeTag(pool(), id, { program_id: program });
    await makeTag(pool(), id, { program_id: await makeProgram(pool(), ARCHIVED) });
    await makeTag(pool(), id, { program_id: await makeProgram(pool()), ...ARCHIVED });
    const [[code, found] = []] = await uses('archiveTerm', id);
    expect(code).toBe('IN_USE');
    expect(found).toHaveLength(4);
    expect(found).toEqual(
      expect.arrayContaining([
        ['TERM', narrower],
        ['ORGANIZATION', organization],
        ['CORE', core],
        ['PROGRAM', program],
      ]),
    );
    for (const target of [{ organizationId: organization }, { coreId: core }, { programId: program }])
      await editor.do('untagRecord', { termId: id, ...target });
    expect(await uses('archiveTerm', id)).toEqual([['IN_USE', [['TERM', narrower]]]]);
    await editor.do('archiveTerm', { id: narrower });
    expect(await uses('archiveTerm', id)).toEqual([]);
    expect(faultsOf(await editor.do('restoreTerm', { id: narrower }))).toEqual(['CONFLICT id']);
  });

  test('a taxonomy is refused while it has current terms, and its terms are not restored before it', async () => {
    const id = await makeTerm(pool(), { taxonomy_id: taxonomy });
    expect(await uses('archiveTaxonomy', taxonomy)).toEqual([['IN_USE', [['TERM', id]]]]);
    await editor.do('archiveTerm', { id });
    expect(await uses('archiveTaxonomy', taxonomy)).toEqual([]);
    expect(faultsOf(await editor.do('restoreTerm', { id }))).toHaveLength(1);
    expect(faultsOf(await editor.do('createTerm', { taxonomyId: taxonomy, code: 'late', name: 'Late' }))).toEqual([
      'CONFLICT taxonomyId',
    ]);
    await editor.do('restoreTaxonomy', { id: taxonomy });
    expect(faultsOf(await editor.do('restoreTerm', { id }))).toEqual([]);
  });

  test('a program is not restored while it is tagged with an archived term', async () => {
    const id = await makeTerm(pool(), { taxonomy_id: taxonomy, ...ARCHIVED });
    const program = await makeProgram(pool(), ARCHIVED);
    await makeTag(pool(), id, { program_id: program });
    expect(faultsOf(await editor.do('restoreProgram', { id: program }))).toEqual(['CONFLICT id']);
  });
});

describe('merging terms', () => {
  let id: string;
  let intoId: string;
  beforeEach(async () => {
    id = await makeTerm(pool(), { taxonomy_id: taxonomy, code: 'loser' });
    intoId = await makeTerm(pool(), { taxonomy_id: taxonomy, code: 'winner' });
  });

  test('moves tags and narrower terms, each once, and logs the tags with the records that have them', async () => {
    const organization = await makeOrganization(pool());
    const [core, program, both] = [await makeCore(pool()), await makeProgram(pool()), await makeProgram(pool())];
    const targets = [
      { organization_id: organization },
      { core_id: core },
      { program_id: program },
      { program_id: both },
    ];
    for (const target of targets) await makeTag(pool(), id, target);
    await makeTag(pool(), intoId, { program_id: both });
    const narrower = await makeTerm(pool(), { taxonomy_id: taxonomy, parent_id: id });
    const then = await moment(pool());
    expect(faultsOf(await editor.do('mergeTerms', { id, intoId }))).toEqual([]);

    const kinds = async (record: string) => (await changesOf(hub, record)).map(({ kind }) => kind);
    for (const record of [organization, core, program]) expect(await kinds(record)).toEqual(['TAGGED', 'UNTAGGED']);
    expect(await kinds(both)).toEqual(['UNTAGGED']);
    expect((await changesOf(hub, narrower)).map(({ changes }) => changes)).toEqual([
      [{ field: 'parentId', before: id, after: intoId }],
    ]);
    expect(await kinds(id)).toEqual(['MERGED']);
    const { term, past } = await read<{ term: unknown; past: unknown }>(
      `query ($id: ID!, $then: DateTime!) {
        term(id: $id) { id organizations { nodes { id } } cores { nodes { id } } programs { totalCount } children { nodes { id } } }
        past: term(id: $id, asOf: $then) { id code } }`,
      { id, then },
    );
    expect(term).toEqual({
      id: intoId,
      organizations: { nodes: [{ id: organization }] },
      cores: { nodes: [{ id: core }] },
      programs: { totalCount: 2 },
      children: { nodes: [{ id: narrower }] },
    });
    expect(past).toEqual({ id: `${id}@1`, code: 'loser' });
  });

  test('of different taxonomies is refused', async () => {
    const foreign = await makeTerm(pool(), { taxonomy_id: other });
    const refused = await editor.do('mergeTerms', { id, intoId: foreign });
    expect(faultsOf(refused)).toEqual(['CONFLICT intoId']);
    expect(refused.errors[0]?.message).toBe(
      'The terms have different values of taxonomyId; give both the same one first, or choose another record.',
    );
  });

  test('into a narrower term gives that the place of the broader one', async () => {
    const top = await makeTerm(pool(), { taxonomy_id: taxonomy });
    await editor.do('updateTerm', { id, parentId: top });
    await editor.do('updateTerm', { id: intoId, parentId: id });
    expect(faultsOf(await editor.do('mergeTerms', { id, intoId }))).toEqual([]);
    expect(await read('query ($id: ID!) { term(id: $id) { parent { id } } }', { id })).toEqual({
      term: { parent: { id: top } },
    });
  });

  test('shows nothing of it after a dry run', async () => {
    const program = await makeProgram(pool());
    await makeTag(pool(), id, { program_id: program });
    const before = await countChanges(hub);
    const { errors, dryRun } = await editor.do('mergeTerms', { id, intoId, options: { dryRun: true } });
    expect([errors, dryRun, await countChanges(hub)]).toEqual([[], true, before]);
    expect(await read('query ($id: ID!) { term(id: $id) { id } }', { id })).toEqual({ term: { id } });
  });
});

describe('an upsert of terms', () => {
  test('finds them by id, or by taxonomy and code, and creates those that it does not find', async () => {
    const byId = await makeTerm(pool(), { taxonomy_id: taxonomy });
    const byCode = await makeTerm(pool(), { taxonomy_id: taxonomy, code: 'same' });
    const foreign = await makeTerm(pool(), { taxonomy_id: other, code: 'same' });
    const { terms, outcomes, errors } = await upsert([
      { id: byId.toUpperCase(), name: 'By id' },
      { taxonomyId: taxonomy.toUpperCase(), code: 'same', name: 'By code', parentId: byId },
      { taxonomyId: other, code: 'same', name: 'Foreign' },
      { taxonomyId: taxonomy, code: 'new', name: 'New', parentId: byId },
    ]);
    expect([errors, outcomes]).toEqual([[], ['UPDATED', 'UPDATED', 'UPDATED', 'CREATED']]);
    expect(terms).toMatchObject([
      { id: byId, version: 2 },
      { id: byCode, version: 2, parent: { id: byId } },
      { id: foreign, version: 2 },
      { code: 'new', version: 1, parent: { id: byId } },
    ]);
  });

  test('has every fault of every item with its path, and no others', async () => {
    const archived = await makeTerm(pool(), { taxonomy_id: taxonomy, code: 'old', ...ARCHIVED });
    const winner = await makeTerm(pool(), { taxonomy_id: taxonomy, code: 'winner' });
    await makeTerm(pool(), { taxonomy_id: taxonomy, code: 'merged', merged_into_id: winner, ...ARCHIVED });
    const answer = await upsert([
      { code: 'no-taxonomy', name: 'None' },
      { taxonomyId: taxonomy, name: 'No code' },
      { taxonomyId: taxonomy, code: 'old', name: 'Old' },
      { taxonomyId: taxonomy, code: 'merged', name: 'Merged' },
      { taxonomyId: taxonomy, code: 'twins', name: 'One' },
      { taxonomyId: taxonomy, code: 'twins', name: 'Two' },
      { taxonomyId: taxonomy, code: 'winner', name: 'One' },
      { id: winner, name: 'Two' },
      { taxonomyId: 'nonsense', code: 'a', name: 'A' },
      { taxonomyId: taxonomy, code: 'a\u0000b', name: 'NUL' },
      { taxonomyId: taxonomy, code: 'unknown', name: 'Expected', expectedVersion: 1 },
    ]);
    expect(faultsOf(answer)).toEqual([
      'INVALID items.0.taxonomyId',
      'INVALID items.1.code',
      'CONFLICT items.2.code',
      'CONFLICT items.3.code',
      'ALREADY_EXISTS items.5.code',
      'INVALID items.7.id',
      'NOT_FOUND items.8.taxonomyId',
      'INVALID items.9.code',
      'NOT_FOUND items.10.expectedVersion',
    ]);
    const messages = answer.errors.map(({ message }) => message);
    expect(messages).toEqual(
      expect.arrayContaining([
        'taxonomyId is missing; give it.',
        'The record is archived; restore it first.',
        `The record was merged into ${winner}; change that one.`,
      ]),
    );
    expect(archived).not.toBe('');
  });

  test('takes as many statements for a thousand as for one', async () => {
    const items = (from: number, count: number) =>
      Array.from({ length: count }, (_none, index) => ({
        taxonomyId: index % 2 === 0 ? taxonomy : other,
        code: `code-${from + index}`,
        name: `Term ${from + index}`,
      }));
    const one = await editor.send<Upserted>('upsertTerms', { items: items(0, 1) }, 'outcomes');
    const many = await editor.send<Upserted>('upsertTerms', { items: items(1, 1_000) }, 'outcomes');
    expect(new Set(many.payload?.outcomes)).toEqual(new Set(['CREATED']));
    expect(many.statements).toHaveLength(one.statements.length);
    const again = await editor.send<Upserted>('upsertTerms', { items: items(1, 1_000) }, 'outcomes');
    expect(new Set(again.payload?.outcomes)).toEqual(new Set(['UNCHANGED']));
    expect(await countRows(hub, `taxonomy_term WHERE taxonomy_id IN ('${taxonomy}', '${other}')`)).toBe(1_001);
  });

  test('finds a term that another writer creates at the same moment', async () => {
    const session = await pool().connect();
    await session.query('BEGIN');
    await makeTerm(session, { taxonomy_id: taxonomy, code: 'contested', name: 'Theirs' });
    const answer = upsert([{ taxonomyId: taxonomy, code: 'contested', name: 'Ours' }]);
    await blocked(pool());
    await session.query('COMMIT');
    session.release();
    const { outcomes, errors } = await answer;
    expect([errors, outcomes]).toEqual([[], ['UPDATED']]);
  });
});

test('a term or a taxonomy that was there before the hub kept its history is read as it was', async () => {
  const id = await makeTerm(pool(), {
    taxonomy_id: taxonomy,
    name: 'Before',
    created_at: '2024-01-01',
    updated_at: '2024-01-01',
  });
  await editor.do('updateTerm', { id, name: 'After' });
  const [then, first] = ['2024-06-01T00:00:00Z', `${id}@1`];
  expect(
    await read(
      `query ($id: ID!, $first: ID!, $then: DateTime!) { past: term(id: $id, asOf: $then) { id name }
        node(id: $first) { ... on Term { id name } } changes(of: $id) { nodes { kind version } } }`,
      { id, first, then },
    ),
  ).toEqual({
    past: { id: first, name: 'Before' },
    node: { id: first, name: 'Before' },
    changes: { nodes: [{ kind: 'UPDATED', version: 2 }] },
  });
});
