import { startTestHub, type TestHub } from '../support/hub';

describe('Writing one record', () => {
  let hub: TestHub;
  let editor: Record<string, string>;

  beforeAll(async () => {
    hub = await startTestHub({seeded: true});
    editor = await hub.signIn('editor');
  });
  afterAll(() => hub.close());

  const ERR = `dryRun errors { __typename code path message ... on VersionConflict { currentVersion } ... on InUse { uses { type id name } } }`;
  const mutate = async (field: string, input: object, selection: string) => {
    const { data, errors, statements } = await hub.query<Record<string, any>, object>(
      `mutation ($input: ${field[0]!.toUpperCase() + field.slice(1)}Input!) { ${field}(input: $input) { ${selection} ${ERR} } }`,
      { input },
      editor,
    );
    console.log(field, JSON.stringify({ ...data?.[field], top: errors, n: statements.length }, null, 1));
    return { ...data?.[field], statements };
  };

  it('works', async () => {
    const q = await hub.query<any, any>('{ chop: organization(slug: "chop") { id } penn: organization(slug: "penn") { id } uphs: organization(slug:"uphs") { id } p: programs(first: 3) { nodes { id slug } } terms: program(slug:"secure") { id terms { nodes { id } } } contacts(first: 2) { nodes { id name email } } }');
    const { chop, penn, uphs, p } = q.data; const [a, b] = p.nodes;
    await mutate('archiveOrganization', { id: chop.id }, 'organization { id }');
    await mutate('setOrganizationParent', { id: chop.id, parentOrganizationSlug: 'gme-committee' }, 'organization { id }');
    await mutate('setOrganizationParent', { id: penn.id, parentOrganizationSlug: 'gme-committee', options: { dryRun: true } }, 'organization { id parent { slug } ancestors { slug } }');
    await mutate('assignOrganizationRole', { organizationSlug: 'penn', programId: a.id, role: 'FUNDER', note: 'x', startedOn: '2020-01-01', options: { dryRun: true } }, 'organizationRole { id note startedOn } organization { slug } program { version organizations { edges { role node { slug } } } }');
    await mutate('assignOrganizationRole', { organizationSlug: 'penn', programId: a.id, role: 'FUNDER' }, 'organizationRole { id note startedOn } organization { slug } program { version organizations { edges { role node { slug } } } }');
    await mutate('assignOrganizationRole', { organizationSlug: 'penn', programId: a.id, role: 'FUNDER' }, 'organizationRole { id note startedOn }');
    await mutate('assignOrganizationRole', { organizationSlug: 'penn', programId: a.id, role: 'FUNDER', note: 'y' }, 'organizationRole { id version note startedOn }');
    await mutate('removeOrganizationRole', { organizationSlug: 'penn', programId: a.id, role: 'FUNDER' }, 'organizationRole { id version note archivedAt } program { version }');
    await mutate('removeOrganizationRole', { organizationSlug: 'penn', programId: a.id, role: 'FUNDER' }, 'organizationRole { id version note archivedAt } program { version }');
    await mutate('assignOrganizationRole', { organizationSlug: 'penn', role: 'FUNDER', }, 'organizationRole { id version note startedOn }');
    await mutate('relatePrograms', { programId: a.id, relatedProgramId: b.id, type: 'PART_OF' }, 'programRelationship { id } program { version } relatedProgram { version }');
    await mutate('tagRecord', { programSlug: a.slug, termId: q.data.terms.terms.nodes[0].id }, 'attribute { id } program { version terms { nodes { name } } } term { name }');
    await mutate('assignContact', { programSlug: a.slug, contactId: q.data.contacts.nodes[0].id, role: 'Questions', isPrimary: true }, 'contactAssignment { id role isPrimary } program { version contacts { nodes { name } } }');
    await mutate('assureRecord', { id: a.id }, 'record { id ... on Program { version assuredAt } }');
    await mutate('mergePrograms', { id: a.id, intoId: b.id, options: { dryRun: true } }, 'program { id slug version organizations { nodes { slug } } contacts { nodes { name } } terms { nodes { name } } relatedPrograms { nodes { slug } } }');
    await mutate('mergeOrganizations', { id: uphs.id, intoId: penn.id }, 'organization { id slug version programs { nodes { slug } } affiliations { edges { type direction node { slug } } } }');
    await mutate('mergeOrganizations', { id: uphs.id, intoId: penn.id }, 'organization { id slug }');
    await mutate('upsertPrograms', { items: [{ slug: 'a-b', name: 'A B', kind: 'STUDY' }, { name: 'New', kind: 'CLINIC', identifier: { scheme: 'X', value: '1' } }, { slug: 'secure', status: 'PAUSED' }, { id: b.id, slug: 'Bad Slug' }], onError: 'REJECT_FAILED' }, 'programs { id slug version identifiers { nodes { scheme value } } } outcomes');
    await mutate('upsertPrograms', { items: [{ identifier: { scheme: 'X', value: '1' }, name: 'Newer' }, {slug: 'secure'}] }, 'programs { id slug version name } outcomes');
    const r = await mutate('upsertPrograms', { items: Array.from({ length: 1000 }, (_, i) => ({ slug: `bulk-${i}`, name: `Bulk ${i}`, kind: 'STUDY', coreSlug: null })) }, 'outcomes');
    console.log(r.statements);
    const { rows } = await hub.database.pool.query('SELECT record_type, kind, version, changes, visibility, subject_id FROM change ORDER BY occurred_at, version LIMIT 40');
    console.log(rows.map((x) => JSON.stringify(x)).join('\n'));
  });
});
