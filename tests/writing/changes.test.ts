import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import {
  makeAffiliation,
  makeAssignment,
  makeCitation,
  makeContact,
  makeCore,
  makeOrganization,
  makeProgram,
  makeRelationship,
  makeRole,
  makeSource,
  makeTag,
  makeTaxonomy,
  makeTerm,
} from '../support/factories';
import { editor, hub } from './edited-hub';
import { changesOf, countChanges, inputOf, faultsOf } from './mutate';

const pool = () => hub.database.pool;
const ARCHIVED = { archived_at: '2024-01-01' };

/** A mutation that is accepted, a fault that has it refused, and the kinds of the changes that it makes. */
interface Case {
  readonly input: () => Promise<object>;
  readonly fault: object;
  readonly kinds: readonly string[];
}

const NO_ID = { id: '00000000-0000-4000-8000-000000000000' };
const STALE = { expectedVersion: 99 };

function ofOne(make: () => Promise<string>, values: object, kind: string, fault: object = STALE): Case {
  return { input: async () => ({ id: await make(), ...values }), fault, kinds: [kind] };
}

function ofTwo(make: () => Promise<string>, kinds: readonly string[]): Case {
  return { input: async () => ({ id: await make(), intoId: await make() }), fault: STALE, kinds };
}

const organization = () => makeOrganization(pool());
const core = () => makeCore(pool());
const program = () => makeProgram(pool());
const contact = () => makeContact(pool());
const source = () => makeSource(pool());
const taxonomy = () => makeTaxonomy(pool());
const term = () => makeTerm(pool());
let made = 0;
const named = (values: object) => () => Promise.resolve({ name: `Named ${(made += 1)}`, ...values });

/** Another one at each call. */
const key = () => `MADE${String.fromCharCode(65 + ((made += 1) % 26))}`;

const cases: Record<string, Case> = {
  createOrganization: { input: named({ type: 'COMMUNITY' }), fault: { name: '' }, kinds: ['CREATED'] },
  createCore: {
    input: async () => ({ ...(await named({})()), organizationId: await organization() }),
    fault: { name: '' },
    kinds: ['CREATED'],
  },
  createProgram: { input: named({ kind: 'STUDY' }), fault: { name: '' }, kinds: ['CREATED'] },
  createContact: { input: named({ kind: 'PERSON' }), fault: { name: '' }, kinds: ['CREATED'] },
  createSource: {
    input: () => Promise.resolve({ key: key(), title: 'Made', kind: 'OTHER' }),
    fault: { title: '' },
    kinds: ['CREATED'],
  },
  createTaxonomy: { input: named({}), fault: { name: '' }, kinds: ['CREATED'] },
  createTerm: {
    input: async () => ({ name: 'Made', code: 'made', taxonomyId: await taxonomy() }),
    fault: { name: '' },
    kinds: ['CREATED'],
  },
  updateSource: ofOne(source, { title: 'New' }, 'UPDATED'),
  updateTaxonomy: ofOne(taxonomy, { description: 'New' }, 'UPDATED'),
  updateTerm: ofOne(term, { name: 'New' }, 'UPDATED'),
  archiveSource: ofOne(source, {}, 'ARCHIVED'),
  archiveTaxonomy: ofOne(taxonomy, {}, 'ARCHIVED'),
  archiveTerm: ofOne(term, {}, 'ARCHIVED'),
  restoreSource: ofOne(() => makeSource(pool(), ARCHIVED), {}, 'RESTORED'),
  restoreTaxonomy: ofOne(() => makeTaxonomy(pool(), ARCHIVED), {}, 'RESTORED'),
  restoreTerm: ofOne(() => makeTerm(pool(), ARCHIVED), {}, 'RESTORED'),
  mergeTerms: {
    input: async () => {
      const taxonomy_id = await taxonomy();
      return { id: await makeTerm(pool(), { taxonomy_id }), intoId: await makeTerm(pool(), { taxonomy_id }) };
    },
    fault: STALE,
    kinds: ['MERGED'],
  },
  upsertTerms: {
    input: async () => ({
      items: [
        { taxonomyId: await taxonomy(), code: 'made', name: 'Made' },
        { id: await term(), name: 'New' },
      ],
    }),
    fault: { items: [{ name: '' }] },
    kinds: ['CREATED', 'UPDATED'],
  },
  updateOrganization: ofOne(organization, { name: 'New' }, 'UPDATED'),
  updateCore: ofOne(core, { position: 7 }, 'UPDATED'),
  updateProgram: ofOne(program, { name: 'New', status: 'PAUSED' }, 'STATUS_CHANGED'),
  updateContact: ofOne(contact, { title: 'New' }, 'UPDATED'),
  archiveOrganization: ofOne(organization, {}, 'ARCHIVED'),
  archiveCore: ofOne(core, {}, 'ARCHIVED'),
  archiveProgram: ofOne(program, {}, 'ARCHIVED'),
  archiveContact: ofOne(contact, {}, 'ARCHIVED'),
  restoreOrganization: ofOne(() => makeOrganization(pool(), ARCHIVED), {}, 'RESTORED'),
  restoreCore: ofOne(() => makeCore(pool(), ARCHIVED), {}, 'RESTORED'),
  restoreProgram: ofOne(() => makeProgram(pool(), ARCHIVED), {}, 'RESTORED'),
  restoreContact: ofOne(() => makeContact(pool(), ARCHIVED), {}, 'RESTORED'),
  assureRecord: ofOne(core, {}, 'ASSURED'),
  citeRecord: {
    input: async () => ({ id: await core(), field: 'name', sourceId: await makeSource(pool()), lineFrom: 1 }),
    fault: STALE,
    kinds: ['CITED'],
  },
  retractCitation: ofOne(async () => makeCitation(pool(), 'core', await core()), {}, 'CITATION_RETRACTED'),
  mergeOrganizations: ofTwo(organization, ['MERGED']),
  mergePrograms: ofTwo(program, ['MERGED']),
  mergeContacts: ofTwo(contact, ['MERGED']),
  setOrganizationParent: {
    input: async () => ({ id: await organization(), parentOrganizationId: await organization() }),
    fault: STALE,
    kinds: ['UPDATED'],
  },
  upsertOrganizations: {
    input: async () => ({ items: [await named({ type: 'COMMUNITY' })()] }),
    fault: { items: [{ name: '' }] },
    kinds: ['CREATED'],
  },
  upsertPrograms: {
    input: async () => ({ items: [await named({ kind: 'STUDY' })(), { id: await program(), name: 'New' }] }),
    fault: { items: [{ name: '' }] },
    kinds: ['CREATED', 'UPDATED'],
  },
  upsertContacts: {
    input: async () => ({ items: [await named({ kind: 'PERSON' })()] }),
    fault: { items: [{ name: '' }] },
    kinds: ['CREATED'],
  },
  addAffiliation: {
    input: async () => ({ organizationId: await organization(), affiliateId: await organization(), type: 'BASED_AT' }),
    fault: { organizationId: NO_ID.id },
    kinds: ['RELATED', 'RELATED'],
  },
  removeAffiliation: {
    input: async () => ({ id: await makeAffiliation(pool(), await organization(), await organization()) }),
    fault: NO_ID,
    kinds: ['UNRELATED', 'UNRELATED'],
  },
  assignOrganizationRole: {
    input: async () => ({ organizationId: await organization(), programId: await program(), role: 'LEAD' }),
    fault: { programId: NO_ID.id },
    kinds: ['ROLE_ASSIGNED'],
  },
  removeOrganizationRole: {
    input: async () => ({ id: await makeRole(pool(), await organization(), { core_id: await core() }) }),
    fault: NO_ID,
    kinds: ['ROLE_REMOVED'],
  },
  relatePrograms: {
    input: async () => ({ programId: await program(), relatedProgramId: await program(), type: 'PART_OF' }),
    fault: { programId: NO_ID.id },
    kinds: ['RELATED', 'RELATED'],
  },
  unrelatePrograms: {
    input: async () => ({ id: await makeRelationship(pool(), await program(), await program()) }),
    fault: NO_ID,
    kinds: ['UNRELATED', 'UNRELATED'],
  },
  assignContact: {
    input: async () => ({ contactId: await contact(), coreId: await core() }),
    fault: { contactId: NO_ID.id },
    kinds: ['CONTACT_ASSIGNED'],
  },
  unassignContact: {
    input: async () => ({ id: await makeAssignment(pool(), await contact(), { program_id: await program() }) }),
    fault: NO_ID,
    kinds: ['CONTACT_UNASSIGNED'],
  },
  tagRecord: {
    input: async () => ({ termId: await makeTerm(pool()), organizationId: await organization() }),
    fault: { termId: NO_ID.id },
    kinds: ['TAGGED'],
  },
  untagRecord: {
    input: async () => ({ id: await makeTag(pool(), await makeTerm(pool()), { program_id: await program() }) }),
    fault: NO_ID,
    kinds: ['UNTAGGED'],
  },
};

/** What is said of two records is in no history. */
const UNLOGGED = ['dismissDuplicate', 'reopenDuplicate'];

test('every mutation of the schema stands here', async () => {
  const { data } = await hub.query<IntrospectionQuery, object>(getIntrospectionQuery(), {}, editor.headers);
  const { mutationType, types } = data.__schema;
  const mutations = types.find((type) => type.kind === 'OBJECT' && type.name === mutationType?.name);
  const fields = mutations?.kind === 'OBJECT' ? mutations.fields : [];
  expect(fields.map(({ name }) => name).sort()).toEqual([...Object.keys(cases), ...UNLOGGED].sort());
  expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(cases).map(inputOf)));
});

describe.each(Object.entries(cases))('%s', (name, { input, fault, kinds }) => {
  test('leaves its changes, with the author and at the time of the records', async () => {
    const since = (await changesOf(hub)).map(keyOf);
    expect(faultsOf(await editor.do(name, await input()))).toEqual([]);
    const changes = (await changesOf(hub)).filter((change) => !since.includes(keyOf(change)));
    expect(changes.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
    for (const { actor, record_type, record_id, occurred_at, version } of changes) {
      expect(actor).toMatch(/^key:[0-9a-f]{12}$/);
      const { rows } = await pool().query(`SELECT version, updated_at FROM ${record_type} WHERE id = $1`, [record_id]);
      expect(rows).toEqual([{ version, updated_at: occurred_at }]);
    }
  });

  test('leaves none where it is rehearsed or refused', async () => {
    const given = await input();
    const before = [await countChanges(hub), await rowVersions()];
    expect(faultsOf(await editor.do(name, { ...given, options: { dryRun: true } }))).toEqual([]);
    const refused = { ...given, ...fault };
    expect(faultsOf(await editor.do(name, refused)).length).toBeGreaterThan(0);
    expect(faultsOf(await editor.do(name, { ...refused, options: { dryRun: true } })).length).toBeGreaterThan(0);
    expect([await countChanges(hub), await rowVersions()]).toEqual(before);
    expect(faultsOf(await editor.do(name, given))).toEqual([]);
  });
});

function keyOf({ record_id, version }: { record_id: string; version: number }): string {
  return `${record_id} ${version}`;
}

/** The number and the versions of all rows that mutations may write. */
async function rowVersions(): Promise<string> {
  const tables = ['organization', 'core', 'program', 'contact', 'organization_role', 'organization_affiliation'];
  const others = ['program_relationship', 'contact_assignment', 'attribute', 'identifier'];
  const counts = [...tables, ...others].map((table) => `SELECT count(*) AS n, sum(version) AS v FROM ${table}`);
  const { rows } = await pool().query<{ sum: string }>(
    `SELECT string_agg(concat(n, ':', v), ' ') AS sum FROM (${counts.join(' UNION ALL ')}) every_table`,
  );
  return String(rows[0]?.sum);
}

describe('the fields of a change', () => {
  test('are what was given when a record was made, and what differs when it was changed', async () => {
    const input = {
      name: 'Fields',
      kind: 'STUDY',
      supportMaxAmount: 49.9,
      supportCurrency: 'USD',
      url: 'https://x.org',
    };
    const { program: record } = await editor.do<{ program: { id: string } }>('createProgram', input, 'program { id }');
    const { id } = record;
    await editor.do('updateProgram', { id, name: 'Fields', alternateNames: ['F'], supportMaxAmount: 50, url: null });
    const [creation, update] = await changesOf(hub, id);
    expect(creation?.changes).toEqual(
      expect.arrayContaining([
        { field: 'name', before: null, after: 'Fields' },
        { field: 'slug', before: null, after: 'fields' },
        { field: 'status', before: null, after: 'ACTIVE' },
        { field: 'supportMaxAmount', before: null, after: '49.90' },
      ]),
    );
    expect(creation?.changes.map(({ field }) => field)).not.toContain('description');
    expect(update?.changes).toHaveLength(3);
    expect(update?.changes).toEqual(
      expect.arrayContaining([
        { field: 'alternateNames', before: [], after: ['F'] },
        { field: 'supportMaxAmount', before: '49.90', after: '50.00' },
        { field: 'url', before: 'https://x.org', after: null },
      ]),
    );
  });

  test('name references by their property, whichever key was given', async () => {
    const coreId = await makeCore(pool(), { slug: 'given-by-slug' });
    const id = await program();
    await editor.do('updateProgram', { id, coreSlug: 'given-by-slug' });
    expect((await changesOf(hub, id))[0]?.changes).toEqual([{ field: 'coreId', before: null, after: coreId }]);
  });

  test.each([
    ['PUBLIC', 'INTERNAL', 'INTERNAL'],
    ['INTERNAL', 'PUBLIC', 'INTERNAL'],
    ['PARTNER', 'PUBLIC', 'PARTNER'],
  ])('of a contact that turns from %s to %s are as visible as the stricter one: %s', async (from, to, strictest) => {
    const id = await makeContact(pool(), { visibility: from });
    await editor.do('updateContact', { id, visibility: to, name: 'Turned' });
    await editor.do('updateContact', { id, name: 'Later' });
    expect((await changesOf(hub, id)).map(({ visibility }) => visibility)).toEqual([strictest, to]);
  });
});
