import {
  makeAffiliation,
  makeAssignment,
  makeContact,
  makeCore,
  makeOrganization,
  makeProgram,
  makeRelationship,
  makeRole,
} from '../support/factories';
import { editor, hub } from './edited-hub';
import { countChanges, faultsOf } from './mutate';

const ARCHIVED = { archived_at: '2024-01-01' };

/** Makes a record and another one that needs it. */
interface Use {
  readonly of: string;
  readonly by: string;
  readonly make: (values: object) => Promise<{ used: string; user: string }>;
}

const pool = () => hub.database.pool;

const uses: Use[] = [
  {
    of: 'Organization',
    by: 'Organization',
    make: async (values) => {
      const used = await makeOrganization(pool());
      return { used, user: await makeOrganization(pool(), { parent_organization_id: used, ...values }) };
    },
  },
  {
    of: 'Organization',
    by: 'Core',
    make: async (values) => {
      const used = await makeOrganization(pool());
      return { used, user: await makeCore(pool(), { organization_id: used, ...values }) };
    },
  },
  {
    of: 'Organization',
    by: 'Program',
    make: async (values) => {
      const [used, user] = [
        await makeOrganization(pool()),
        await makeProgram(pool(), values as Record<string, unknown>),
      ];
      await makeRole(pool(), used, { program_id: user });
      return { used, user };
    },
  },
  {
    of: 'Core',
    by: 'Program',
    make: async (values) => {
      const used = await makeCore(pool());
      return { used, user: await makeProgram(pool(), { core_id: used, ...values }) };
    },
  },
  {
    of: 'Program',
    by: 'Program',
    make: async (values) => {
      const [used, user] = [await makeProgram(pool()), await makeProgram(pool(), values as Record<string, unknown>)];
      await makeRelationship(pool(), user, used);
      return { used, user };
    },
  },
  {
    of: 'Contact',
    by: 'Program',
    make: async (values) => {
      const [used, user] = [await makeContact(pool()), await makeProgram(pool(), values as Record<string, unknown>)];
      await makeAssignment(pool(), used, { program_id: user });
      return { used, user };
    },
  },
  {
    of: 'Contact',
    by: 'Organization',
    make: async (values) => {
      const [used, user] = [
        await makeContact(pool()),
        await makeOrganization(pool(), values as Record<string, unknown>),
      ];
      await makeAssignment(pool(), used, { organization_id: user });
      return { used, user };
    },
  },
];

describe.each(uses)('$of that is needed by $by', ({ of, by, make }) => {
  test('is not archived, and the answer says what needs it', async () => {
    const { used, user } = await make({ name: 'The "user"' });
    const before = await countChanges(hub);
    const { errors } = await editor.do(`archive${of}`, { id: used });
    expect(errors).toEqual([
      {
        __typename: 'InUse',
        code: 'IN_USE',
        path: ['id'],
        message: expect.stringContaining(`${by} "The \\"user\\""`) as string,
        uses: [{ recordType: by.toUpperCase(), recordId: user, name: 'The "user"' }],
      },
    ]);
    expect(await countChanges(hub)).toBe(before);
  });

  test('is archived where what needs it lies in the archive', async () => {
    const { used } = await make(ARCHIVED);
    expect(faultsOf(await editor.do(`archive${of}`, { id: used }))).toEqual([]);
  });
});

test('ended links, affiliations and what a record itself needs do not keep it from the archive', async () => {
  const [organization, other] = [await makeOrganization(pool()), await makeOrganization(pool())];
  const program = await makeProgram(pool());
  await makeRole(pool(), organization, { program_id: program, ...ARCHIVED });
  await makeAffiliation(pool(), organization, other);
  await makeRelationship(pool(), program, await makeProgram(pool()));
  await makeAssignment(pool(), await makeContact(pool()), { program_id: program });
  expect(faultsOf(await editor.do('archiveOrganization', { id: organization }))).toEqual([]);
  expect(faultsOf(await editor.do('archiveProgram', { id: program }))).toEqual([]);
});

test('ten of each kind are named, each once', async () => {
  const used = await makeOrganization(pool());
  for (let made = 0; made < 12; made += 1) await makeCore(pool(), { organization_id: used });
  const user = await makeProgram(pool());
  for (const role of ['LEAD', 'HOST']) await makeRole(pool(), used, { program_id: user, role });
  const [fault] = (await editor.do('archiveOrganization', { id: used })).errors;
  expect(fault?.uses?.map(({ recordType }) => recordType).sort()).toEqual([
    ...Array<string>(10).fill('CORE'),
    'PROGRAM',
  ]);
});

describe('at the same moment', () => {
  interface Race {
    readonly what: string;
    readonly archive: string;
    readonly make: () => Promise<string>;
    readonly use: (used: string) => Promise<unknown>;
    /** Counts current records that need an archived one. */
    readonly orphans: string;
  }

  const races: Race[] = [
    {
      what: 'a core is archived and a program made in it',
      archive: 'archiveCore',
      make: () => makeCore(pool()),
      use: (coreId) => editor.do('createProgram', { name: `In ${coreId}`, kind: 'STUDY', coreId }),
      orphans:
        'SELECT FROM program JOIN core ON core.id = core_id WHERE program.archived_at IS NULL AND core.archived_at IS NOT NULL',
    },
    {
      what: 'a core is archived and programs moved into it in bulk',
      archive: 'archiveCore',
      make: () => makeCore(pool()),
      use: (coreId) =>
        editor.do('upsertPrograms', {
          items: [1, 2].map((n) => ({ name: `${n} in ${coreId}`, kind: 'STUDY', coreId })),
        }),
      orphans:
        'SELECT FROM program JOIN core ON core.id = core_id WHERE program.archived_at IS NULL AND core.archived_at IS NOT NULL',
    },
    {
      what: 'a contact is archived and assigned',
      archive: 'archiveContact',
      make: () => makeContact(pool()),
      use: async (contactId) => editor.do('assignContact', { contactId, programId: await makeProgram(pool()) }),
      orphans: `SELECT FROM contact_assignment a JOIN contact c ON c.id = contact_id JOIN program p ON p.id = program_id
         WHERE a.archived_at IS NULL AND p.archived_at IS NULL AND c.archived_at IS NOT NULL`,
    },
    {
      what: 'an organization is archived and made a parent',
      archive: 'archiveOrganization',
      make: () => makeOrganization(pool()),
      use: async (parentOrganizationId) =>
        editor.do('setOrganizationParent', { id: await makeOrganization(pool()), parentOrganizationId }),
      orphans:
        'SELECT FROM organization o JOIN organization p ON p.id = o.parent_organization_id WHERE o.archived_at IS NULL AND p.archived_at IS NOT NULL',
    },
  ];

  test.each(races)('$what: one of the two is refused', async ({ archive, make, use, orphans }) => {
    for (let round = 0; round < 16; round += 1) {
      const used = await make();
      const archiving = () => editor.do(archive, { id: used });
      const both = round % 2 === 0 ? [archiving(), use(used)] : [use(used), archiving()];
      const answers = (await Promise.all(both)) as { errors: readonly object[] }[];
      expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    }
    expect((await pool().query(orphans)).rowCount).toBe(0);
  });
});

test('a record is not restored while one of its links leads to an archived record, and has no archived lead meanwhile', async () => {
  const [organization, program] = [await makeOrganization(pool(), { name: 'The lead' }), await makeProgram(pool())];
  await makeRole(pool(), organization, { program_id: program, role: 'LEAD' });
  for (const [name, id] of [
    ['archiveProgram', program],
    ['archiveOrganization', organization],
  ] as const) {
    expect(faultsOf(await editor.do(name, { id }))).toEqual([]);
  }
  const refused = await editor.do('restoreProgram', { id: program });
  expect(faultsOf(refused)).toEqual(['CONFLICT id']);
  expect(refused.errors[0]?.message).toContain('Organization "The lead"');
  const { program: read } = (
    await hub.query<{ program: object }, object>(
      `{ program(id: "${program}") { lead { name } organizations { totalCount } } }`,
      {},
      editor.headers,
    )
  ).data;
  expect(read).toEqual({ lead: null, organizations: { totalCount: 0 } });
  const role = { organizationId: organization, programId: program, role: 'LEAD' };
  expect(faultsOf(await editor.do('removeOrganizationRole', role))).toEqual([]);
  expect(faultsOf(await editor.do('restoreProgram', { id: program }))).toEqual([]);
});

test('a program is restored only after the one that it is a part of, in whichever direction the link points', async () => {
  const [whole, part] = [await makeProgram(pool(), ARCHIVED), await makeProgram(pool(), ARCHIVED)];
  await makeRelationship(pool(), part, whole);
  expect(faultsOf(await editor.do('restoreProgram', { id: part }))).toEqual(['CONFLICT id']);
  expect(faultsOf(await editor.do('restoreProgram', { id: whole }))).toEqual([]);
  expect(faultsOf(await editor.do('restoreProgram', { id: part }))).toEqual([]);
});
