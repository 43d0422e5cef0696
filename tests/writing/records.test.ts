import { startTestHub, type TestHub } from '../support/hub';

describe('Writing one record', () => {
  let hub: TestHub;
  let editor: Record<string, string>;

  beforeAll(async () => {
    hub = await startTestHub();
    editor = await hub.signIn('editor');
  });
  afterAll(() => hub.close());

  const PROGRAM = `program { id version slug name status core { slug } supportMaxAmount createdAt updatedAt archivedAt }
    dryRun errors { __typename code path message ... on VersionConflict { currentVersion } ... on InUse { uses { type id name } } }`;
  const mutate = async (field: string, type: string, input: object, selection = PROGRAM) => {
    const { data, errors, statements } = await hub.query<Record<string, any>, object>(
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`,
      { input },
      editor,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return { ...data[field], statements };
  };

  it('makes, changes, archives and restores', async () => {
    const made = await mutate('createProgram', 'CreateProgramInput', { name: '  Healthy Homes! ', kind: 'CLINIC', supportMaxAmount: 20.5, supportCurrency: 'USD' });
    console.log(JSON.stringify(made, null, 1));
    const id = made.program.id;
    console.log(JSON.stringify(await mutate('updateProgram', 'UpdateProgramInput', { id, status: 'PAUSED', expectedVersion: 1 }), null, 1));
    console.log(JSON.stringify(await mutate('updateProgram', 'UpdateProgramInput', { id, status: 'ACTIVE', expectedVersion: 1, slug: 'A b', coreSlug: 'none', url: 'x', name: null }), null, 1));
    console.log(JSON.stringify(await mutate('archiveProgram', 'ArchiveProgramInput', { id, options: { dryRun: true } }), null, 1));
    console.log(JSON.stringify(await mutate('archiveProgram', 'ArchiveProgramInput', { id, options: { idempotencyKey: 'a' } }), null, 1));
    console.log(JSON.stringify(await mutate('archiveProgram', 'ArchiveProgramInput', { id, options: { idempotencyKey: 'a' } }), null, 1));
    console.log(JSON.stringify(await mutate('restoreProgram', 'RestoreProgramInput', { id }), null, 1));
    const { rows } = await hub.database.pool.query('SELECT kind, version, changes, actor, occurred_at FROM change ORDER BY version');
    console.log(JSON.stringify(rows, null, 1));
  });
});
