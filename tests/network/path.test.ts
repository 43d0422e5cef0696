import {
  makeAffiliation,
  makeAssignment,
  makeContact,
  makeCore,
  makeOrganization,
  makeProgram,
  makeRelationship,
  makeRole,
  makeSource,
  makeTag,
  makeTerm,
} from '../support/factories';
import { randomUUID } from 'node:crypto';
import { startTestHub, type ClientSideError, type TestHub } from '../support/hub';

let hub: TestHub;
let editor: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await hub.signIn('editor');
});
afterAll(() => hub.close());

interface Step {
  readonly relation: string;
  readonly linkId: string | null;
  readonly from: { readonly __typename: string; readonly id: string };
  readonly to: { readonly __typename: string; readonly id: string };
  readonly link: ({ readonly __typename: string } & Record<string, unknown>) | null;
}

const PATH = `query ($from: ID!, $to: ID!, $maxLength: Int) {
  path(from: $from, to: $to, maxLength: $maxLength) {
    relation linkId from { __typename id } to { __typename id } link { __typename id ... on OrganizationRole { role note } }
  }
}`;

interface Found {
  readonly path: readonly Step[] | null;
  readonly statements: readonly string[];
  readonly errors: readonly ClientSideError[] | undefined;
}

async function path(from: string, to: string, maxLength?: number, headers?: Record<string, string>): Promise<Found> {
  const variables = { from, to, ...(maxLength !== undefined && { maxLength }) };
  const { data, statements, errors } = await hub.query<{ path: readonly Step[] | null } | null, unknown>(
    PATH,
    variables,
    headers,
  );
  return { path: data?.path ?? null, statements, errors };
}

/** The path, or null; fails on an error. */
async function found(...asked: Parameters<typeof path>): Promise<readonly Step[] | null> {
  const answer = await path(...asked);
  expect(answer.errors).toBeUndefined();
  return answer.path;
}

const fields = (steps: readonly Step[] | null) => steps?.map(({ relation }) => relation);
const places = (steps: readonly Step[] | null) => steps && [steps[0]?.from.id, ...steps.map(({ to }) => to.id)];
const pool = () => hub.database.pool;

test('a path says for each step which field it follows, and shows the link with its data', async () => {
  const [organization, core] = [await makeOrganization(pool()), await makeCore(pool())];
  const program = await makeProgram(pool(), { core_id: core });
  const role = await makeRole(pool(), organization, { program_id: program, role: 'LEAD', note: 'Since ever' });
  const steps = await found(organization, core);
  expect(steps).toEqual([
    {
      relation: 'Organization.programs',
      linkId: role,
      from: { __typename: 'Organization', id: organization },
      to: { __typename: 'Program', id: program },
      link: { __typename: 'OrganizationRole', id: role, role: 'LEAD', note: 'Since ever' },
    },
    {
      relation: 'Program.core',
      linkId: null,
      from: { __typename: 'Program', id: program },
      to: { __typename: 'Core', id: core },
      link: null,
    },
  ]);
  expect(fields(await found(core, organization))).toEqual(['Core.programs', 'Program.organizations']);
});

test('paths go over every kind of link and reference, in both directions', async () => {
  const make = { organization: makeOrganization, core: makeCore, program: makeProgram, contact: makeContact };
  const [o, o2, o3] = [
    await make.organization(pool()),
    await make.organization(pool()),
    await make.organization(pool()),
  ];
  const child = await make.organization(pool(), { parent_organization_id: o });
  const core = await make.core(pool(), { organization_id: o });
  const [p, p2] = [await make.program(pool(), { core_id: core }), await make.program(pool())];
  const [c, c2, c3] = [await make.contact(pool()), await make.contact(pool()), await make.contact(pool())];
  await makeAffiliation(pool(), o, o2);
  await makeRelationship(pool(), p, p2);
  await makeRole(pool(), o3, { core_id: core });
  await makeRole(pool(), o3, { program_id: p2 });
  await makeAssignment(pool(), c, { organization_id: o });
  await makeAssignment(pool(), c2, { core_id: core });
  await makeAssignment(pool(), c3, { program_id: p });
  const cases: [string, string, string, string][] = [
    [child, o, 'Organization.parent', 'Organization.children'],
    [core, o, 'Core.organization', 'Organization.cores'],
    [o, o2, 'Organization.affiliations', 'Organization.affiliations'],
    [p, core, 'Program.core', 'Core.programs'],
    [p, p2, 'Program.relatedPrograms', 'Program.relatedPrograms'],
    [o3, core, 'Organization.coreRoles', 'Core.organizations'],
    [o3, p2, 'Organization.programs', 'Program.organizations'],
    [c, o, 'Contact.organizations', 'Organization.contacts'],
    [c2, core, 'Contact.cores', 'Core.contacts'],
    [c3, p, 'Contact.programs', 'Program.contacts'],
  ];
  for (const [from, to, there, back] of cases) {
    expect(fields(await found(from, to, 1))).toEqual([there]);
    expect(fields(await found(to, from, 1))).toEqual([back]);
  }
});

test('a long path takes one statement, and one more for each type of records and links that are read', async () => {
  const organizations = await Promise.all([1, 2, 3, 4, 5].map(() => makeOrganization(pool())));
  for (const [index, id] of organizations.entries()) {
    if (index > 0) await makeAffiliation(pool(), organizations[index - 1] as string, id);
  }
  const { path: steps, statements } = await path(organizations[0] as string, organizations[4] as string);
  expect(places(steps)).toEqual(organizations);
  expect(statements).toHaveLength(3);
  expect(await found(organizations[0] as string, organizations[4] as string, 3)).toBeNull();
});

test('terms, taxonomies and sources connect nothing, and no path begins or ends there', async () => {
  const [term, source] = [await makeTerm(pool()), await makeSource(pool())];
  const [one, other] = [await makeProgram(pool()), await makeProgram(pool())];
  await makeTag(pool(), term, { program_id: one });
  await makeTag(pool(), term, { program_id: other });
  expect(await found(one, other)).toBeNull();
  expect(await found(one, term)).toBeNull();
  expect(await found(source, source)).toBeNull();
});

describe('what is no bridge', () => {
  /** Two organizations with a program between them. */
  async function bridged(program: Record<string, unknown> = {}, role: Record<string, unknown> = {}) {
    const [one, other] = [await makeOrganization(pool()), await makeOrganization(pool())];
    const bridge = await makeProgram(pool(), program);
    await makeRole(pool(), one, { program_id: bridge });
    await makeRole(pool(), other, { program_id: bridge, ...role });
    return { one, other, bridge };
  }

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['an archived record', { archived_at: new Date() }, {}],
    ['an archived link', {}, { archived_at: new Date() }],
    ['a link that has ended', {}, { ended_on: '2020-02-02' }],
    ['a link that has yet to begin', {}, { started_on: '2999-12-31' }],
  ])('%s, for editors neither', async (_, program, role) => {
    const { one, other } = await bridged(program, role);
    expect(await found(one, other)).toBeNull();
    expect(await found(one, other, 6, editor)).toBeNull();
  });

  test('a link that ends later still holds', async () => {
    const { one, other, bridge } = await bridged({}, { ended_on: '2999-12-31' });
    expect(places(await found(one, other))).toEqual([one, bridge, other]);
  });

  test('an archived record is no end either, whoever asks', async () => {
    const { one, bridge } = await bridged({ archived_at: new Date() });
    for (const headers of [{}, editor]) {
      expect(await found(one, bridge, 4, headers)).toBeNull();
      expect(await found(bridge, bridge, 4, headers)).toBeNull();
    }
  });

  test('a contact that the viewer may not see is neither bridge nor end', async () => {
    const [one, other] = [await makeOrganization(pool()), await makeOrganization(pool())];
    const contact = await makeContact(pool(), { visibility: 'INTERNAL' });
    for (const organization_id of [one, other]) await makeAssignment(pool(), contact, { organization_id });
    const partner = await hub.signIn('partner');
    for (const headers of [{}, partner]) {
      const answers = [
        await path(one, other, 4, headers),
        await path(one, contact, 4, headers),
        await path(contact, contact, 4, headers),
        await path(one, randomUUID(), 4, headers),
      ];
      for (const answer of answers) expect(answer).toMatchObject({ path: null, errors: undefined });
    }
    expect(places(await found(one, other, 4, editor))).toEqual([one, contact, other]);
    expect(fields(await found(contact, one, 4, editor))).toEqual(['Contact.organizations']);
  });
});

test('the id of a merged record leads to the record that it was merged into', async () => {
  const [kept, other] = [await makeOrganization(pool()), await makeOrganization(pool())];
  const merged = await makeOrganization(pool(), { archived_at: new Date(), merged_into_id: kept });
  await makeAffiliation(pool(), kept, other);
  expect(places(await found(merged, other))).toEqual([kept, other]);
  expect(await found(merged, kept)).toEqual([]);
});

test('of several links between two records, the first by field and id is shown', async () => {
  const [organization, program] = [await makeOrganization(pool()), await makeProgram(pool())];
  const roles = await Promise.all(
    ['LEAD', 'PARTNER', 'FUNDER'].map((role) => makeRole(pool(), organization, { program_id: program, role })),
  );
  for (const [from, to] of [
    [organization, program],
    [program, organization],
  ] as const)
    expect((await found(from, to))?.map(({ linkId }) => linkId)).toEqual([roles.toSorted()[0]]);
});

describe('what is asked', () => {
  test('from a record to itself leads an empty path', async () => {
    const organization = await makeOrganization(pool());
    expect(await found(organization, organization.toUpperCase())).toEqual([]);
  });

  test('between unknown records there is no path', async () => {
    const organization = await makeOrganization(pool());
    const unknown = randomUUID();
    expect(await found(organization, unknown)).toBeNull();
    expect(await found(unknown, unknown)).toBeNull();
  });

  test.each([
    [{ from: 'secure' }, /"secure" is not an id of this hub; give an `id` as the hub returned it\./],
    [
      { to: '00000000-0000-4000-8000-000000000001@3' },
      /path\(to:\) is the id of a past state, and paths lead through the network as it is now; give the record's recordId, "00000000-0000-4000-8000-000000000001"\./,
    ],
    [{ from: '00000000-0000-4000-8000-000000000001@preview-x' }, /is the id of what a dry run showed/],
    [{ maxLength: 0 }, /path\(maxLength:\) is 0; give 1 to 6\./],
    [{ maxLength: 7 }, /path\(maxLength:\) is 7; give 1 to 6\./],
  ])('%j is refused', async (mistake, message) => {
    const [from, to] = [randomUUID(), randomUUID()];
    const { data, errors } = await hub.query<unknown, unknown>(PATH, { from, to, ...mistake });
    expect(data).toEqual({ path: null });
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(message),
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      }),
    ]);
  });
});
