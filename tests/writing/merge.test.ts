import {
  makeAffiliation,
  makeAssignment,
  makeContact,
  makeCore,
  makeIdentifier,
  makeOrganization,
  makeProgram,
  makeRelationship,
  makeRole,
  makeTag,
  makeTerm,
} from '../support/factories';
import { editor, hub } from './edited-hub';
import { changesOf, countChanges, faultsOf } from './mutate';

const pool = () => hub.database.pool;
const ARCHIVED = { archived_at: '2024-01-01' };

async function read<Data>(query: string): Promise<Data> {
  const { data, errors } = await hub.query<Data, object>(query, {}, editor.headers);
  expect(errors).toBeUndefined();
  return data;
}

async function stored(table: string, condition: string, id: string): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<Record<string, unknown>>(
    `SELECT *, archived_at IS NULL AS living FROM ${table} WHERE ${condition} ORDER BY created_at, id`,
    [id],
  );
  return rows;
}

describe('merging programs', () => {
  let loser: string;
  let winner: string;
  const merge = (input: object = {}, selection = '') =>
    editor.do<{ program: Record<string, unknown> }>(
      'mergePrograms',
      { id: loser, intoId: winner, ...input },
      selection,
    );

  beforeEach(async () => {
    loser = await makeProgram(pool());
    winner = await makeProgram(pool());
  });

  const RELATIONS = `program { id version
    organizations { edges { role note node { id } } } contacts { edges { role node { id } } } terms { nodes { id } }
    identifiers { nodes { value } } relatedPrograms { edges { type direction node { id } } } }`;

  async function tieAll(
    program: string,
  ): Promise<{ organization: string; contact: string; term: string; other: string }> {
    const organization = await makeOrganization(pool());
    await makeRole(pool(), organization, { program_id: program, role: 'LEAD', note: 'As ever' });
    const contact = await makeContact(pool(), { visibility: 'INTERNAL' });
    await makeAssignment(pool(), contact, { program_id: program, role: 'Questions' });
    const term = await makeTerm(pool());
    await makeTag(pool(), term, { program_id: program });
    await makeIdentifier(pool(), { program_id: program, scheme: 'NCT', value: program });
    const other = await makeProgram(pool());
    await makeRelationship(pool(), other, program);
    return { organization, contact, term, other };
  }

  test('moves all links of the one that is merged away', async () => {
    const { organization, contact, term, other } = await tieAll(loser);
    const after = {
      id: winner,
      version: 6,
      organizations: { edges: [{ role: 'LEAD', note: 'As ever', node: { id: organization } }] },
      contacts: { edges: [{ role: 'Questions', node: { id: contact } }] },
      terms: { nodes: [{ id: term }] },
      identifiers: { nodes: [{ value: loser }] },
      relatedPrograms: { edges: [{ type: 'PART_OF', direction: 'INCOMING', node: { id: other } }] },
    };
    const before = await countChanges(hub);
    const rehearsed = await merge({ options: { dryRun: true } }, RELATIONS);
    // What a dry run shows has ids of its own.
    const live: unknown = JSON.parse(JSON.stringify(rehearsed).replaceAll(/@preview-\w+/g, ''));
    expect(JSON.stringify(rehearsed)).toContain(`${winner}@preview-`);
    expect(live).toEqual({ program: after, errors: [], dryRun: true, cursor: null });
    expect(await countChanges(hub)).toBe(before);
    expect(await stored('program', 'merged_into_id = $1', winner)).toEqual([]);

    const merged = await merge({ expectedVersion: 1, expectedIntoVersion: 1 }, RELATIONS);
    expect(merged.program).toEqual(after);
    const kinds = (await changesOf(hub, winner)).map(({ kind, visibility }) => [kind, visibility]);
    expect(kinds.sort()).toEqual([
      ['CONTACT_ASSIGNED', 'INTERNAL'],
      ['IDENTIFIED', 'PUBLIC'],
      ['RELATED', 'PUBLIC'],
      ['ROLE_ASSIGNED', 'PUBLIC'],
      ['TAGGED', 'PUBLIC'],
    ]);
    const lost = await changesOf(hub, loser);
    expect(lost.map(({ kind, visibility }) => [kind, visibility]).sort()).toEqual([
      ['CONTACT_UNASSIGNED', 'INTERNAL'],
      ['IDENTIFIED', 'PUBLIC'],
      ['MERGED', 'PUBLIC'],
      ['ROLE_REMOVED', 'PUBLIC'],
      ['UNRELATED', 'PUBLIC'],
      ['UNTAGGED', 'PUBLIC'],
    ]);
    expect(lost.at(-1)).toMatchObject({ kind: 'MERGED', version: 7 });
    expect(lost.slice(0, -1).every(({ changes }) => changes[0]?.before && changes[0].after === null)).toBe(true);
    const link = { direction: 'OUTGOING' };
    expect(await changesOf(hub, other)).toMatchObject([
      { kind: 'RELATED', subject_id: winner, changes: [{ before: null, after: { ...link, programId: winner } }] },
      { kind: 'UNRELATED', subject_id: loser, changes: [{ before: { ...link, programId: loser }, after: null }] },
    ]);
  });

  test('ends links that both have, revives ended ones of the one that stays, and makes no link to itself', async () => {
    const organization = await makeOrganization(pool());
    const [both, once] = [await makeTerm(pool()), await makeTerm(pool())];
    await makeTag(pool(), both, { program_id: loser });
    await makeTag(pool(), both, { program_id: winner });
    await makeTag(pool(), once, { program_id: loser });
    await makeTag(pool(), once, { program_id: winner, ...ARCHIVED });
    await makeRole(pool(), organization, { program_id: loser, role: 'HOST', note: 'Current' });
    await makeRole(pool(), organization, { program_id: winner, role: 'HOST', note: 'Old', ...ARCHIVED });
    await makeRelationship(pool(), loser, winner);
    await makeRelationship(pool(), winner, loser, { type: 'RECRUITS_FOR' });
    const { program, errors } = await merge({}, RELATIONS);
    expect(errors).toEqual([]);
    expect(program).toMatchObject({
      organizations: { edges: [{ role: 'HOST', note: 'Current' }] },
      relatedPrograms: { edges: [] },
    });
    const tags = (await stored('attribute', 'program_id = $1', winner)).map(({ term_id, living }) => [term_id, living]);
    expect(tags.sort()).toEqual([[both, true] as unknown[], [once, true]].sort());
    expect((await stored('attribute', 'program_id = $1', loser)).map(({ living }) => living)).toEqual([false, false]);
    expect((await stored('program_relationship', 'program_id = $1', winner)).map(({ living }) => living)).toEqual([
      false,
    ]);
  });

  test.each([true, false])(
    'logs the end of a role that both have, and what the winner gets of it (dry run: %s)',
    async (dryRun) => {
      const organization = await makeOrganization(pool());
      await makeRole(pool(), organization, {
        program_id: loser,
        role: 'LEAD',
        note: 'Since ever',
        started_on: '2001-01-01',
      });
      await makeRole(pool(), organization, { program_id: winner, role: 'LEAD' });
      const { changes } = (await merge(
        { options: { dryRun } },
        'changes { recordId kind changes { before after } }',
      )) as unknown as {
        changes: object[];
      };
      const role = { organizationId: organization, note: 'Since ever', startedOn: '2001-01-01' };
      expect(changes).toMatchObject([
        {
          recordId: winner,
          kind: 'ROLE_ASSIGNED',
          changes: [{ before: { note: null, startedOn: null }, after: role }],
        },
        { recordId: loser, kind: 'ROLE_REMOVED', changes: [{ before: role, after: null }] },
        { recordId: loser, kind: 'MERGED' },
      ]);
    },
  );

  test('lets the old id and the old slug lead to the winner, in one step however often it is merged again', async () => {
    const [last] = [await makeProgram(pool())];
    const [{ slug }] = (await stored('program', 'id = $1', loser)) as [{ slug: string }];
    await merge();
    expect(faultsOf(await editor.do('mergePrograms', { id: winner, intoId: last }))).toEqual([]);
    const found = await read(`{ a: program(id: "${loser}") { id } b: program(slug: "${slug}") { id }
      c: program(id: "${winner}") { id } }`);
    expect(found).toEqual({ a: { id: last }, b: { id: last }, c: { id: last } });
    const led = await stored('program', 'merged_into_id = $1', last);
    expect(led.map(({ id }) => id).sort()).toEqual([loser, winner].sort());
    expect((await changesOf(hub, loser)).map(({ kind, version }) => [kind, version])).toEqual([
      ['MERGED', 2],
      ['MERGED', 3],
    ]);
    const update = await editor.do('updateProgram', { id: loser, name: 'x' });
    expect(update.errors[0]?.message).toContain(last);
  });

  test('is refused for itself, for what is archived, merged, unknown or changed since', async () => {
    expect(faultsOf(await merge({ intoId: loser }))).toEqual(['INVALID intoId']);
    expect(faultsOf(await merge({ id: 'x', intoId: 'y' }))).toEqual(['NOT_FOUND id', 'NOT_FOUND intoId']);
    expect(faultsOf(await merge({ intoId: await makeCore(pool()) }))).toEqual(['NOT_FOUND intoId']);
    expect(faultsOf(await merge({ expectedVersion: 2, expectedIntoVersion: 3 }))).toEqual([
      'CONFLICT expectedVersion',
      'CONFLICT expectedIntoVersion',
    ]);
    expect(faultsOf(await merge({ intoId: await makeProgram(pool(), ARCHIVED) }))).toEqual(['CONFLICT intoId']);
    await merge();
    expect(faultsOf(await merge())).toEqual(['CONFLICT id']);
    expect(faultsOf(await editor.do('mergePrograms', { id: winner, intoId: loser }))).toEqual(['CONFLICT intoId']);
  });
});

describe('merging organizations', () => {
  const merge = (id: string, intoId: string, selection = '') =>
    editor.do<{ organization: Record<string, unknown> | null }>('mergeOrganizations', { id, intoId }, selection);

  test('moves parts, cores, roles, affiliations and identifiers, with entries in the histories of all records concerned', async () => {
    const [loser, winner, partner] = [
      await makeOrganization(pool()),
      await makeOrganization(pool()),
      await makeOrganization(pool()),
    ];
    const part = await makeOrganization(pool(), { parent_organization_id: loser });
    const gone = await makeOrganization(pool(), { parent_organization_id: loser, ...ARCHIVED });
    const core = await makeCore(pool(), { organization_id: loser });
    const program = await makeProgram(pool());
    await makeRole(pool(), loser, { program_id: program, role: 'FUNDER' });
    await makeRole(pool(), winner, { program_id: program, role: 'HOST' });
    await makeAffiliation(pool(), partner, loser);
    await makeAffiliation(pool(), winner, loser, { type: 'MEMBER_OF' });
    const { organization, errors } = await merge(
      loser,
      winner,
      `organization { children(includeArchived: true) { nodes { id } } cores { nodes { id } }
        programs { edges { role node { id } } } affiliations { edges { direction node { id } } } }`,
    );
    expect(errors).toEqual([]);
    expect(organization).toMatchObject({
      cores: { nodes: [{ id: core }] },
      programs: {
        edges: expect.arrayContaining([
          { role: 'FUNDER', node: { id: program } },
          { role: 'HOST', node: { id: program } },
        ]) as unknown,
      },
      affiliations: { edges: [{ direction: 'INCOMING', node: { id: partner } }] },
    });
    const parts = await stored('organization', 'parent_organization_id = $1', winner);
    expect(parts.map(({ id }) => id).sort()).toEqual([part, gone].sort());
    const after = { organizationId: winner, role: 'FUNDER' };
    expect(await changesOf(hub, program)).toMatchObject([
      { kind: 'ROLE_ASSIGNED', subject_id: winner, changes: [{ before: null, after }] },
      { kind: 'ROLE_REMOVED', subject_id: loser, changes: [{ before: { organizationId: loser }, after: null }] },
    ]);
    for (const id of [part, gone, core]) {
      expect((await changesOf(hub, id)).map(({ kind }) => kind)).toEqual(['UPDATED']);
    }
    expect(await changesOf(hub, partner)).toMatchObject([
      { kind: 'RELATED', subject_id: winner },
      { kind: 'UNRELATED', subject_id: loser },
    ]);
    expect((await changesOf(hub, winner)).map(({ kind }) => kind).sort()).toEqual(['RELATED', 'UNRELATED']);
  });

  test('can merge an organization into its own part', async () => {
    const top = await makeOrganization(pool());
    const loser = await makeOrganization(pool(), { parent_organization_id: top });
    const winner = await makeOrganization(pool(), { parent_organization_id: loser });
    const sibling = await makeOrganization(pool(), { parent_organization_id: loser });
    const { organization } = await merge(loser, winner, 'organization { parent { id } children { nodes { id } } }');
    expect(organization).toEqual({ parent: { id: top }, children: { nodes: [{ id: sibling }] } });
  });

  test('can merge a part into its organization', async () => {
    const winner = await makeOrganization(pool());
    const loser = await makeOrganization(pool(), { parent_organization_id: winner });
    const below = await makeOrganization(pool(), { parent_organization_id: loser });
    const { organization } = await merge(loser, winner, 'organization { children { nodes { id } } }');
    expect(organization).toEqual({ children: { nodes: [{ id: below }] } });
  });

  test('is refused where a part would become part of itself', async () => {
    const loser = await makeOrganization(pool());
    const part = await makeOrganization(pool(), { parent_organization_id: loser });
    const winner = await makeOrganization(pool(), { parent_organization_id: part });
    const before = await countChanges(hub);
    expect(faultsOf(await merge(loser, winner))).toEqual(['CONFLICT intoId']);
    expect(await countChanges(hub)).toBe(before);
  });

  test('is refused where both have a core of the same name', async () => {
    const [loser, winner] = [await makeOrganization(pool()), await makeOrganization(pool())];
    await makeCore(pool(), { organization_id: loser, name: 'Research' });
    await makeCore(pool(), { organization_id: winner, name: 'Research' });
    const answer = await merge(loser, winner);
    expect(faultsOf(answer)).toEqual(['ALREADY_EXISTS intoId']);
    expect(answer.errors[0]?.message).toContain('Core "Research"');
  });

  test('keeps roles that both have in one program, and the dates of the one that stays', async () => {
    const [loser, winner, program] = [
      await makeOrganization(pool()),
      await makeOrganization(pool()),
      await makeProgram(pool()),
    ];
    await makeRole(pool(), loser, { program_id: program, note: 'Of the one that goes' });
    await makeRole(pool(), winner, { program_id: program, note: 'Of the one that stays' });
    const { organization } = await merge(loser, winner, 'organization { programs { edges { note } } }');
    expect(organization).toEqual({ programs: { edges: [{ note: 'Of the one that stays' }] } });
    expect(await changesOf(hub, program)).toMatchObject([
      { kind: 'ROLE_REMOVED', subject_id: loser, changes: [{ before: { organizationId: loser }, after: null }] },
    ]);
  });
});

describe('merging contacts', () => {
  test('moves assignments; the log shows each contact to those who might see it', async () => {
    const loser = await makeContact(pool(), { visibility: 'INTERNAL' });
    const winner = await makeContact(pool(), { visibility: 'PUBLIC' });
    const program = await makeProgram(pool());
    const core = await makeCore(pool());
    await makeAssignment(pool(), loser, { program_id: program });
    await makeAssignment(pool(), loser, { core_id: core });
    await makeAssignment(pool(), winner, { core_id: core });
    const answer = await editor.do(
      'mergeContacts',
      { id: loser, intoId: winner },
      'contact { programs { nodes { id } } }',
    );
    expect(answer).toMatchObject({ errors: [], contact: { programs: { nodes: [{ id: program }] } } });
    expect(await changesOf(hub, program)).toMatchObject([
      { kind: 'CONTACT_ASSIGNED', visibility: 'PUBLIC', subject_id: winner },
      { kind: 'CONTACT_UNASSIGNED', visibility: 'INTERNAL', subject_id: loser },
    ]);
    expect(await changesOf(hub, core)).toMatchObject([{ kind: 'CONTACT_UNASSIGNED', visibility: 'INTERNAL' }]);
    expect(await changesOf(hub, loser)).toMatchObject([{ kind: 'MERGED', visibility: 'INTERNAL' }]);
    expect(await read(`{ contact(id: "${loser}") { id } }`)).toEqual({ contact: { id: winner } });
  });
});
