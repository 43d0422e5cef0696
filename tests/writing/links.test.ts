import { makeAssignment, makeContact, makeCore, makeOrganization, makeProgram, makeTerm } from '../support/factories';
import { editor, hub } from './edited-hub';
import { changesOf, countChanges, faultsOf, type LoggedChange } from './mutate';

let organization: string;
let core: string;
let program: string;
let contact: string;

beforeEach(async () => {
  const { pool } = hub.database;
  organization = await makeOrganization(pool);
  core = await makeCore(pool);
  program = await makeProgram(pool);
  contact = await makeContact(pool);
});
interface Link {
  readonly link: { readonly id: string; readonly version: number; readonly archivedAt: string | null };
}

/** What the record's log says of its links, each change in short. */
async function logOf(id: string): Promise<unknown[]> {
  const short = ({ kind, version, changes, visibility, subject_id }: LoggedChange) => [
    kind,
    version,
    changes[0]?.field,
    changes[0]?.before,
    changes[0]?.after,
    visibility,
    subject_id,
  ];
  return (await changesOf(hub, id)).map(short);
}

describe('a role', () => {
  const assign = (input: object) =>
    editor.do<Link & { program: { version: number } }>(
      'assignOrganizationRole',
      { organizationId: organization, programId: program, role: 'PARTNER', ...input },
      'link: organizationRole { id version archivedAt note startedOn } organization { version } program { version }',
    );
  const remove = (input: object) =>
    editor.do<Link>('removeOrganizationRole', input, 'link: organizationRole { id archivedAt }');

  test('is assigned, changed, removed and assigned again, each with an entry in the history of the program', async () => {
    const first = await assign({ note: ' Runs it ', startedOn: '2020-02-29' });
    expect(first).toMatchObject({
      errors: [],
      link: { version: 1, note: 'Runs it', startedOn: '2020-02-29' },
      organization: { version: 1 },
      program: { version: 2 },
    });
    expect(faultsOf(await assign({}))).toEqual(['ALREADY_EXISTS role']);
    expect(await assign({ note: null })).toMatchObject({ link: { version: 2, note: null, startedOn: '2020-02-29' } });
    expect(await remove({ organizationId: organization, programId: program, role: 'PARTNER' })).toMatchObject({
      link: { id: first.link.id, archivedAt: expect.any(String) as string },
    });
    expect(await assign({})).toMatchObject({ link: { id: first.link.id, archivedAt: null, startedOn: null } });

    const plain = { organizationId: organization, role: 'PARTNER', note: null, startedOn: null, endedOn: null };
    const begun = { ...plain, startedOn: '2020-02-29' };
    const noted = { ...begun, note: 'Runs it' };
    expect(await logOf(program)).toEqual([
      ['ROLE_ASSIGNED', 2, 'organizations', null, noted, 'PUBLIC', organization],
      ['ROLE_ASSIGNED', 3, 'organizations', noted, begun, 'PUBLIC', organization],
      ['ROLE_REMOVED', 4, 'organizations', begun, null, 'PUBLIC', organization],
      ['ROLE_ASSIGNED', 5, 'organizations', null, plain, 'PUBLIC', organization],
    ]);
    expect(await logOf(organization)).toEqual([]);
  });

  test('is removed by its id, in capitals or not, and only once', async () => {
    const { link } = await assign({});
    expect(faultsOf(await remove({ id: link.id.toUpperCase() }))).toEqual([]);
    expect(faultsOf(await remove({ id: link.id }))).toEqual(['NOT_FOUND id']);
    expect(faultsOf(await remove({ id: program }))).toEqual(['NOT_FOUND id']);
    expect(faultsOf(await remove({ id: 'nonsense' }))).toEqual(['NOT_FOUND id']);
  });

  test('is removed even where one of its records is archived', async () => {
    await assign({});
    await hub.database.pool.query('UPDATE organization SET archived_at = now() WHERE id = $1', [organization]);
    expect(faultsOf(await assign({ note: 'x' }))).toEqual(['CONFLICT organizationId']);
    expect(faultsOf(await remove({ organizationId: organization, programId: program, role: 'PARTNER' }))).toEqual([]);
  });

  test.each([
    ['no target', { programId: undefined }, ['INVALID programId']],
    ['two targets', { coreSlug: 'both' }, ['INVALID coreSlug']],
    ['an unknown target', { programId: undefined, coreSlug: 'nowhere' }, ['NOT_FOUND coreSlug']],
    ['an end before its start', { startedOn: '2020-02-02', endedOn: '2020-02-01' }, ['INVALID endedOn']],
    ['several faults', { programId: null, note: 'a\u0000b' }, ['INVALID note', 'INVALID programId']],
    ['a day that no calendar has', { startedOn: '0000-01-01' }, ['INVALID startedOn']],
  ])('with %s is refused', async (_what, input, faults) => {
    await makeCore(hub.database.pool, { slug: 'both', archived_at: null }).catch(() => undefined);
    const before = await countChanges(hub);
    expect(faultsOf(await assign(input))).toEqual(faults);
    expect(await countChanges(hub)).toBe(before);
  });

  test('that would end before it starts is refused when it is changed', async () => {
    await assign({ startedOn: '2020-01-01' });
    expect(faultsOf(await assign({ endedOn: '2019-01-01' }))).toEqual(['INVALID endedOn']);
  });

  test('in a core is in the history of the core', async () => {
    const input = { organizationId: organization, coreId: core, role: 'HOST' };
    expect(faultsOf(await editor.do('assignOrganizationRole', input))).toEqual([]);
    expect((await logOf(core)).length).toBe(1);
  });

  test('exists once, however many clients assign it at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => assign({})));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect((await logOf(program)).length).toBe(1);
  });
});

describe('programs', () => {
  test('are linked, with an entry in both histories, from either side', async () => {
    const other = await makeProgram(hub.database.pool);
    const input = { programId: program, relatedProgramId: other, type: 'PART_OF' };
    const payload = 'link: programRelationship { id } program { version } relatedProgram { version }';
    const related = await editor.do('relatePrograms', input, payload);
    expect(related).toMatchObject({ errors: [], program: { version: 2 }, relatedProgram: { version: 2 } });
    expect(faultsOf(await editor.do('relatePrograms', input))).toEqual(['ALREADY_EXISTS type']);
    expect(faultsOf(await editor.do('unrelatePrograms', { programId: program, relatedProgramId: other }))).toEqual([]);
    expect(await logOf(program)).toEqual([
      [
        'RELATED',
        2,
        'relatedPrograms',
        null,
        { programId: other, type: 'PART_OF', direction: 'OUTGOING' },
        'PUBLIC',
        other,
      ],
      [
        'UNRELATED',
        3,
        'relatedPrograms',
        { programId: other, type: 'PART_OF', direction: 'OUTGOING' },
        null,
        'PUBLIC',
        other,
      ],
    ]);
    const incoming = { programId: program, type: 'PART_OF', direction: 'INCOMING' };
    expect(await logOf(other)).toEqual([
      ['RELATED', 2, 'relatedPrograms', null, incoming, 'PUBLIC', program],
      ['UNRELATED', 3, 'relatedPrograms', incoming, null, 'PUBLIC', program],
    ]);
  });

  test('are not linked to themselves, by whichever key they are given', async () => {
    const { rows } = await hub.database.pool.query<{ slug: string }>('SELECT slug FROM program WHERE id = $1', [
      program,
    ]);
    const tie = (input: object) => editor.do('relatePrograms', { programId: program, type: 'PART_OF', ...input });
    expect(faultsOf(await tie({ relatedProgramId: program.toUpperCase() }))).toEqual(['INVALID relatedProgramId']);
    expect(faultsOf(await tie({ relatedProgramSlug: rows[0]?.slug }))).toEqual(['INVALID relatedProgramSlug']);
    expect(faultsOf(await tie({}))).toEqual(['INVALID relatedProgramId']);
  });
});

describe('organizations', () => {
  test('are affiliated, with an entry in both histories', async () => {
    const other = await makeOrganization(hub.database.pool);
    const input = { organizationId: organization, affiliateId: other, type: 'MEMBER_OF' };
    expect(faultsOf(await editor.do('addAffiliation', { ...input, startedOn: '2001-01-01' }))).toEqual([]);
    expect(faultsOf(await editor.do('addAffiliation', { ...input, affiliateId: organization }))).toEqual([
      'INVALID affiliateId',
    ]);
    expect(faultsOf(await editor.do('removeAffiliation', input))).toEqual([]);
    expect(faultsOf(await editor.do('removeAffiliation', input))).toEqual(['NOT_FOUND type']);
    for (const [id, far, direction] of [
      [organization, other, 'OUTGOING'],
      [other, organization, 'INCOMING'],
    ] as const) {
      const tie = { organizationId: far, type: 'MEMBER_OF', startedOn: '2001-01-01', endedOn: null, direction };
      expect(await logOf(id)).toEqual([
        ['RELATED', 2, 'affiliations', null, tie, 'PUBLIC', far],
        ['UNRELATED', 3, 'affiliations', tie, null, 'PUBLIC', far],
      ]);
    }
  });
});

describe('a contact', () => {
  const assign = (input: object) =>
    editor.do<Link>(
      'assignContact',
      { contactId: contact, programId: program, ...input },
      'link: contactAssignment { id version archivedAt role isPrimary } contact { id }',
    );
  const unassign = (input: object) =>
    editor.do('unassignContact', { contactId: contact, programId: program, ...input });

  test('is assigned to records of three types', async () => {
    for (const [field, id] of Object.entries({ organizationId: organization, coreId: core, programId: program })) {
      const input = { contactId: contact, [field]: id, isPrimary: true };
      expect(faultsOf(await editor.do('assignContact', input))).toEqual([]);
      expect(await logOf(id)).toEqual([
        [
          'CONTACT_ASSIGNED',
          2,
          'contacts',
          null,
          { contactId: contact, role: null, isPrimary: true },
          'PUBLIC',
          contact,
        ],
      ]);
    }
    expect(await logOf(contact)).toEqual([]);
  });

  test.each(['PUBLIC', 'PARTNER', 'INTERNAL'])(
    'that is %s is in the log only for those who may see it',
    async (visibility) => {
      await hub.database.pool.query('UPDATE contact SET visibility = $2 WHERE id = $1', [contact, visibility]);
      await assign({});
      await unassign({});
      expect(
        (await changesOf(hub, program)).map((change) => [change.kind, change.visibility, change.subject_id]),
      ).toEqual([
        ['CONTACT_ASSIGNED', visibility, contact],
        ['CONTACT_UNASSIGNED', visibility, contact],
      ]);
    },
  );

  test('with several assignments is unassigned only where the input says from which', async () => {
    const { link } = await assign({ role: ' Questions ' });
    await assign({ role: 'Referrals' });
    expect(faultsOf(await unassign({}))).toEqual(['INVALID id']);
    expect(faultsOf(await unassign({ role: null }))).toEqual(['NOT_FOUND role']);
    expect(faultsOf(await unassign({ role: 'Questions' }))).toEqual([]);
    expect(faultsOf(await unassign({}))).toEqual([]);
    expect(faultsOf(await editor.do('unassignContact', { id: link.id }))).toEqual(['NOT_FOUND id']);
  });

  test('keeps its role when isPrimary changes', async () => {
    await assign({ role: 'Questions' });
    expect(await assign({ role: 'Questions', isPrimary: true })).toMatchObject({
      link: { version: 2, isPrimary: true },
    });
    expect(faultsOf(await assign({ role: 'Questions', isPrimary: null }))).toEqual(['INVALID isPrimary']);
  });

  test('that is archived is not assigned, and for one that was merged the other is', async () => {
    const { pool } = hub.database;
    const winner = await makeContact(pool);
    await pool.query('UPDATE contact SET archived_at = now() WHERE id = $1', [contact]);
    expect(faultsOf(await assign({}))).toEqual(['CONFLICT contactId']);
    await pool.query('UPDATE contact SET merged_into_id = $2 WHERE id = $1', [contact, winner]);
    expect(await assign({})).toMatchObject({ errors: [], contact: { id: winner } });
    const { rows } = await pool.query('SELECT contact_id FROM contact_assignment WHERE program_id = $1', [program]);
    expect(rows).toEqual([{ contact_id: winner }]);
  });

  test('whose assignment was made outside of the hub is unassigned all the same', async () => {
    await makeAssignment(hub.database.pool, contact, { program_id: program });
    expect(faultsOf(await unassign({}))).toEqual([]);
  });
});

describe('a tag', () => {
  test('is put on records of three types, and taken from them', async () => {
    const termId = await makeTerm(hub.database.pool);
    for (const [field, id] of Object.entries({ organizationId: organization, coreId: core, programId: program })) {
      const input = { termId, [field]: id };
      expect(await editor.do('tagRecord', input, 'attribute { id } term { id }')).toMatchObject({
        term: { id: termId },
      });
      expect(faultsOf(await editor.do('tagRecord', input))).toEqual(['ALREADY_EXISTS termId']);
      expect(faultsOf(await editor.do('untagRecord', input))).toEqual([]);
      expect(faultsOf(await editor.do('untagRecord', input))).toEqual(['NOT_FOUND termId']);
      expect(await logOf(id)).toEqual([
        ['TAGGED', 2, 'terms', null, { termId }, 'PUBLIC', termId],
        ['UNTAGGED', 3, 'terms', { termId }, null, 'PUBLIC', termId],
      ]);
    }
    expect(faultsOf(await editor.do('tagRecord', { programId: program }))).toEqual(['INVALID termId']);
    expect(faultsOf(await editor.do('tagRecord', { termId: program, programId: program }))).toEqual([
      'NOT_FOUND termId',
    ]);
  });
});

describe('a link that is to be removed', () => {
  test('is refused where its id and its records are those of different links', async () => {
    const { pool } = hub.database;
    const id = await makeAssignment(pool, contact, { program_id: program });
    const another = await makeContact(pool);
    const before = await countChanges(hub);
    const odd = { id, contactId: another, programSlug: 'another', coreId: core };
    const faults = ['INVALID contactId', 'INVALID coreId', 'INVALID programSlug'];
    expect(faultsOf(await editor.do('unassignContact', odd)).sort()).toEqual(faults);
    expect(await countChanges(hub)).toBe(before);
    const even = { id, contactId: contact.toUpperCase(), programId: program, coreId: null };
    expect(faultsOf(await editor.do('unassignContact', even))).toEqual([]);
  });

  test('has to be unambiguous: the error says what is missing', async () => {
    const input = { organizationId: organization };
    expect(faultsOf(await editor.do('removeOrganizationRole', input))).toEqual(['INVALID programId']);
  });
});
