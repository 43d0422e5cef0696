import { makeCore, makeOrganization, makeProgram, makeRole } from '../support/factories';
import { editor, hub } from './edited-hub';
import { changesOf, countChanges, countRows, PAYLOAD, signInEditor, faultsOf } from './mutate';

const pool = () => hub.database.pool;

interface Made {
  readonly program: { readonly id: string; readonly version: number } | null;
}

const create = (name: string, options: object, more: object = {}, as = editor) =>
  as.do<Made>('createProgram', { name, kind: 'STUDY', ...more, options }, 'program { id slug version }');

describe('an idempotency key', () => {
  test('lets a request be sent again: the same answer, and nothing is done twice', async () => {
    const first = await create('Once', { idempotencyKey: 'once' });
    const rows = await countRows(hub, 'program');
    const second = await create('Once', { idempotencyKey: 'once' });
    expect(second).toEqual(first);
    expect(await countRows(hub, 'program')).toBe(rows);
    expect(await changesOf(hub, first.program?.id)).toHaveLength(1);
  });

  test('is the same for any order of the fields', async () => {
    const options = { idempotencyKey: 'order' };
    const first = await editor.do<Made>('createProgram', { name: 'Order', kind: 'STUDY', options }, 'program { id }');
    const second = await editor.do<Made>('createProgram', { options, kind: 'STUDY', name: 'Order' }, 'program { id }');
    expect(second).toEqual(first);
  });

  test('is refused for another input and for another mutation', async () => {
    await create('Used', { idempotencyKey: 'used' });
    const other = await create('Used up', { idempotencyKey: 'used' });
    expect(faultsOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED options.idempotencyKey']);
    expect(other.program).toBeNull();
    const bulk = await editor.do(
      'upsertPrograms',
      { items: [{ name: 'x', kind: 'STUDY' }], options: { idempotencyKey: 'used' } },
      'programs { id } outcomes',
    );
    expect(bulk).toMatchObject({ programs: [], outcomes: [] });
    expect(faultsOf(bulk)).toEqual(['IDEMPOTENCY_KEY_REUSED options.idempotencyKey']);
  });

  test('that is used answers a dry run as it would the request, and keeps its answer', async () => {
    const options = { idempotencyKey: 'rehearsed' };
    const first = await create('Rehearse', options);
    const before = [await countChanges(hub), await countRows(hub, 'program'), await countRows(hub, 'idempotency_key')];
    const other = await create('Rehearse otherwise', { ...options, dryRun: true });
    expect(faultsOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED options.idempotencyKey']);
    expect(other).toMatchObject({ program: null, dryRun: true, cursor: null });
    const same = await create('Rehearse', { ...options, dryRun: true });
    const preview: unknown = expect.stringMatching(new RegExp(`^${first.program?.id}@preview-`));
    expect(same).toEqual({ ...first, program: { ...first.program, id: preview }, dryRun: true, cursor: null });
    expect(faultsOf(await create('New', { idempotencyKey: 'unused', dryRun: true }))).toEqual([]);
    expect([await countChanges(hub), await countRows(hub, 'program'), await countRows(hub, 'idempotency_key')]).toEqual(
      before,
    );
  });

  test("is each client's own", async () => {
    const other = await signInEditor(hub);
    const [mine, theirs] = [
      await create('Mine', { idempotencyKey: 'shared' }),
      await create('Theirs', { idempotencyKey: 'shared' }, {}, other),
    ];
    expect(faultsOf(theirs)).toEqual([]);
    expect(theirs.program?.id).not.toBe(mine.program?.id);
  });

  test('is not used up by a request that was refused, nor by a dry run', async () => {
    const options = { idempotencyKey: 'kept' };
    expect(faultsOf(await create('', options))).toEqual(['INVALID name']);
    expect(faultsOf(await create('Kept', { ...options, dryRun: true }))).toEqual([]);
    expect(faultsOf(await create('Kept', options))).toEqual([]);
  });

  test.each([
    ['', 'nothing'],
    ['x'.repeat(201), 'too much'],
    ['a\nb', 'a line break'],
    ['\ud800', 'half a surrogate pair'],
  ])('has 1 to 200 printable characters: %j has %s', async (idempotencyKey) => {
    expect(faultsOf(await create('Key', { idempotencyKey }))).toEqual(['INVALID options.idempotencyKey']);
    const bulk = await editor.do(
      'upsertPrograms',
      { items: [], options: { idempotencyKey } },
      'programs { id } outcomes',
    );
    expect(bulk).toMatchObject({ programs: [], outcomes: [] });
  });

  test('gives the answer of a bulk again, with the faults that it had', async () => {
    const id = await makeProgram(pool());
    const input = {
      items: [
        { slug: 'in-bulk', name: 'In bulk', kind: 'STUDY' },
        { id, expectedVersion: 7 },
      ],
      onError: 'REJECT_FAILED',
      options: { idempotencyKey: 'bulk' },
    };
    const first = await editor.do('upsertPrograms', input, 'programs { id version } outcomes');
    expect(first).toMatchObject({ outcomes: ['CREATED', 'FAILED'], errors: [{ currentVersion: 1 }] });
    expect(await editor.do('upsertPrograms', input, 'programs { id version } outcomes')).toEqual(first);
  });

  test('lets one of fifty requests at the same moment through, whatever the others wait for', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => create('Fifty', { idempotencyKey: 'fifty' })));
    expect(answers.flatMap(faultsOf)).toEqual([]);
    const ids = new Set(answers.map(({ program }) => program?.id));
    expect(ids.size).toBe(1);
    const [id] = [...ids];
    expect(await changesOf(hub, id)).toHaveLength(1);
  });

  test('lets one of two requests through that are different and come at the same moment', async () => {
    const answers = await Promise.all(['A', 'B'].map((name) => create(`Rival ${name}`, { idempotencyKey: 'rivals' })));
    expect(answers.flatMap(faultsOf)).toEqual(['IDEMPOTENCY_KEY_REUSED options.idempotencyKey']);
  });
});

describe('a dry run', () => {
  test('shows the record with all that belongs to it, and leaves nothing', async () => {
    const core = await makeCore(pool(), { slug: 'dry' });
    const before = [await countChanges(hub), await countRows(hub, 'program')];
    const selection = `program { id name version core { slug programs { totalCount nodes { name } } } }`;
    const input = { name: 'Rehearsed', kind: 'STUDY', coreId: core, options: { dryRun: true } };
    const { program, dryRun, cursor } = await editor.do<{ program: { id: string } }>('createProgram', input, selection);
    expect(program).toEqual({
      id: expect.any(String) as string,
      name: 'Rehearsed',
      version: 1,
      core: { slug: 'dry', programs: { totalCount: 1, nodes: [{ name: 'Rehearsed' }] } },
    });
    expect({ dryRun, cursor }).toEqual({ dryRun: true, cursor: null });
    expect([await countChanges(hub), await countRows(hub, 'program')]).toEqual(before);
  });

  test('shows the faults as they would be', async () => {
    const id = await makeProgram(pool());
    const answer = await editor.do('updateProgram', { id, name: '', expectedVersion: 3, options: { dryRun: true } });
    expect(faultsOf(answer)).toEqual(['CONFLICT expectedVersion', 'INVALID name']);
    expect(answer).toMatchObject({ dryRun: true, cursor: null });
  });

  test.each([
    ['archiveProgram', {}, 'program { archivedAt }'],
    ['assureRecord', {}, 'record { id ... on Program { assuredAt } }'],
    ['tagRecord', undefined, 'program { id }'],
  ])('of %s has let go of its locks when the answer is there', async (name, input, selection) => {
    const id = await makeProgram(pool());
    if (input) await editor.do(name, { id, ...input, options: { dryRun: true } }, selection);
    const { rows } = await pool().query('SELECT id FROM program WHERE id = $1 FOR UPDATE NOWAIT', [id]);
    expect(rows).toEqual([{ id }]);
    expect(await openTransactions()).toBe(0);
  });

  test('releases its locks although a field of its answer failed', async () => {
    const id = await makeProgram(pool());
    await makeRole(pool(), await makeOrganization(pool()), { program_id: id });
    const selection = `program { id version contacts { totalCount }
      organizations(where: { name: { eq: "\\u0000" } }) { nodes { id } } relatedPrograms { totalCount } }`;
    const { errors } = await editor.send('archiveProgram', { id, options: { dryRun: true } }, selection);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    await pool().query('SELECT id FROM program WHERE id = $1 FOR UPDATE NOWAIT', [id]);
    expect(await openTransactions()).toBe(0);
  });

  test('ends while some of its answer is still being read, without harm to others', async () => {
    const id = await makeProgram(pool());
    const selection = `program { organizations(after: "no cursor") { nodes { id } } contacts { totalCount nodes { id } }
      relatedPrograms { totalCount nodes { id } } terms { totalCount nodes { id } } identifiers { totalCount } }`;
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        at % 2 === 0
          ? editor.send(
              'assureRecord',
              { id, options: { dryRun: true } },
              `record { ... on Program ${selection.slice(8)} }`,
            )
          : editor.send('updateProgram', { id, startedYear: 1900 + at }, 'program { version }'),
      ),
    );
    const codes = outcomes.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(codes).toEqual(Array(6).fill('BAD_USER_INPUT'));
    expect(await openTransactions()).toBe(0);
  });

  async function openTransactions(): Promise<number> {
    const { rows } = await pool().query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'equity-hub' AND state LIKE 'idle in transaction%'`,
    );
    return rows[0]?.count ?? NaN;
  }
});

describe('several mutations of one document', () => {
  interface Step {
    readonly program: {
      readonly name: string;
      readonly version: number;
      readonly core: { programs: { nodes: object[] } };
    };
  }

  const DOCUMENT = `mutation ($id: ID!, $core: ID!) {
    a: updateProgram(input: { id: $id, coreId: $core, name: "A" }) { ...all }
    b: updateProgram(input: { id: $id, name: "B", options: { dryRun: true } }) { ...all }
    c: updateProgram(input: { id: $id, name: "C", options: { dryRun: true } }) { ...all }
    d: createProgram(input: { name: "D", kind: STUDY, coreId: $core }) { program { id core { programs { nodes { name } } } } errors { message } }
    e: updateProgram(input: { id: $id, name: "E", expectedVersion: 1 }) { ...all }
    f: updateProgram(input: { id: $id, name: "F", expectedVersion: 2 }) { ...all }
  }
  fragment all on ProgramPayload { ${PAYLOAD} program { name version core { programs(orderBy: [{ field: NAME }]) { nodes { name } } } } }`;

  // A query is compiled at its second use; mutations must stay as they are.
  test('are done one after the other, and each sees what those before it did, at each use of the document', async () => {
    for (let use = 1; use <= 4; use += 1) {
      await pool().query("DELETE FROM program WHERE slug = 'd'");
      const core = await makeCore(pool());
      const id = await makeProgram(pool());
      const { data, errors } = await hub.query<Record<string, Step>, object>(DOCUMENT, { id, core }, editor.headers);
      expect(errors).toBeUndefined();
      const seen = (names: string[]) => ({ core: { programs: { nodes: names.map((name) => ({ name })) } } });
      expect(data).toMatchObject({
        a: { program: { name: 'A', version: 2, ...seen(['A']) } },
        b: { program: { name: 'B', version: 3, ...seen(['B']) }, dryRun: true },
        c: { program: { name: 'C', version: 3, ...seen(['C']) }, dryRun: true },
        d: { program: seen(['A', 'D']) },
        e: { program: null, errors: [{ currentVersion: 2 }] },
        f: { program: { name: 'F', version: 3, ...seen(['D', 'F']) } },
      });
    }
  });

  test('stop at the first that fails', async () => {
    const document = `mutation ($bad: String!) {
      a: createProgram(input: { name: $bad, slug: "before-failure", kind: STUDY }) {
        program { organizations(where: { name: { eq: $bad } }) { nodes { id } } } errors { message } dryRun }
      b: createProgram(input: { name: "After", slug: "after-failure", kind: STUDY }) { errors { message } }
    }`;
    for (let use = 1; use <= 3; use += 1) {
      const session = await pool().connect();
      await session.query('BEGIN; LOCK TABLE program IN EXCLUSIVE MODE');
      const sent = hub.query<unknown, object>(document, { bad: 'Before' }, editor.headers);
      await cancelBlocked();
      await session.query('ROLLBACK');
      session.release();
      const { data, errors } = await sent;
      expect(data).toBeNull();
      expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['a'], 'TIMEOUT']]);
    }
    const { rows } = await pool().query("SELECT slug FROM program WHERE slug IN ('before-failure', 'after-failure')");
    expect(rows).toEqual([]);
  });

  /** Ends the statement that waits for a lock, as its time limit would. */
  async function cancelBlocked(): Promise<void> {
    const { rowCount } = await pool().query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'equity-hub' AND wait_event_type = 'Lock'`,
    );
    if (!rowCount) await cancelBlocked();
  }
});
