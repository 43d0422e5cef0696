import { ALL, CITED, citesOf, editor, hub, idOf, read, refusal, shown, write, type SeenRecord } from './cited-hub';

const secure = 'program(slug: "secure")';

test('a value of the dataset is cited, until it changes', async () => {
  const before = await read(secure);
  expect(before.uncited).toEqual([]);
  expect(citesOf(before, 'status')).toEqual(['B29']);

  const after = await write('updateProgram', { id: before.id, status: 'PAUSED' }, 'program');
  expect(citesOf(after, 'status')).toEqual([]);
  expect(after.uncited).toEqual(['status']);
  expect(after.citations.totalCount).toBe(before.citations.totalCount - 1);

  const all = await read(secure, ALL);
  expect(citesOf(all, 'status')).toEqual(['B29']);
  const [ended] = all.citations.nodes.filter(({ field }) => field === 'status');
  expect(await read(`citation(id: "${ended?.id}")`, 'id')).toEqual({ id: ended?.id });
  expect(ended).toMatchObject({ value: 'ACTIVE', agrees: true, supersededAt: expect.any(String) as string });
});

test('a new value comes with its source, in one change of the log', async () => {
  const { id } = await read(secure);
  const cite = { field: 'status', sourceKey: 'A', lineFrom: 3, note: 'As told by its lead.', assertion: 'INFERRED' };
  const { changes, errors } = await editor.do<{ changes: LoggedChange[] }>(
    'updateProgram',
    { id, status: 'COMPLETED', citations: [cite] },
    'changes { kind changes { field before after } }',
  );
  expect(errors).toEqual([]);
  const passage = { field: 'status', lineFrom: 3, lineTo: 3, assertion: 'INFERRED', note: 'As told by its lead.' };
  expect(changes).toEqual([
    {
      kind: 'STATUS_CHANGED',
      changes: [
        { field: 'status', before: 'PAUSED', after: 'COMPLETED' },
        {
          field: 'citations',
          before: null,
          after: expect.objectContaining({ ...passage, value: 'COMPLETED', agrees: true }) as object,
        },
      ],
    },
  ]);
  const record = await read(secure);
  expect(record.uncited).toEqual([]);
  expect(citesOf(record, 'status')).toEqual(['A3']);
});

test('the log has a citation that ends with its value', async () => {
  const { id } = await read(secure);
  const { changes } = await editor.do<{ changes: LoggedChange[] }>(
    'updateProgram',
    { id, status: 'ACTIVE' },
    'changes { kind changes { field before after } }',
  );
  expect(changes.flatMap((change) => change.changes.map(({ field }) => field))).toEqual(['status', 'citations']);
  expect(changes[0]?.changes[1]).toMatchObject({ before: { value: 'COMPLETED', lineFrom: 3 }, after: null });
});

test('a citation of the whole record covers each value until that value changes', async () => {
  const passage = { sourceKey: 'B', lineFrom: 2, lineTo: 4 };
  const made = await write(
    'createOrganization',
    { name: 'Walnut Street Clinic', type: 'COMMUNITY', website: 'https://walnut.example', citations: [passage] },
    'organization',
  );
  expect(made.uncited).toEqual([]);
  expect(made.citations.nodes.map(shown)).toEqual(['B2-4']);
  const moved = await write(
    'updateOrganization',
    { id: made.id, website: 'https://walnut.example/new' },
    'organization',
  );
  expect(moved.uncited).toEqual(['website']);
  expect(moved.citations.nodes.map(({ id }) => id)).toEqual(made.citations.nodes.map(({ id }) => id));
  const back = await write('updateOrganization', { id: made.id, website: 'https://walnut.example' }, 'organization');
  expect(back.uncited).toEqual(['website']);
  const renewed = await cited(made.id, passage);
  expect(renewed.uncited).toEqual([]);
});

test('a citation is retracted, and cited again', async () => {
  const id = await idOf('organization(slug: "usda")');
  const passage = { field: 'type', sourceKey: 'B', lineFrom: 10 };
  const once = await cited(id, passage);
  const [first] = once.citations.nodes.filter(({ field }) => field === 'type');
  expect(await refusal('citeRecord', { id, ...passage })).toEqual([
    'ALREADY_EXISTS lineFrom: This passage is cited for this value already; cite another one, or leave it.',
  ]);
  const { changes } = await editor.do<{ changes: LoggedChange[] }>(
    'retractCitation',
    { id: first?.id },
    'changes { kind changes { field before after } }',
  );
  expect(changes).toMatchObject([
    {
      kind: 'CITATION_RETRACTED',
      changes: [{ field: 'citations', before: { field: 'type', lineFrom: 10 }, after: null }],
    },
  ]);
  expect(await refusal('retractCitation', { id: first?.id })).toEqual([
    'CONFLICT id: The citation is retracted already; there is nothing to do.',
  ]);
  expect(citesOf(await read('organization(slug: "usda")', ALL), 'type')).toEqual([]);
  expect(citesOf(await cited(id, passage), 'type')).toEqual(['B10']);
});

test('past states have the citations that they had', async () => {
  const made = await write(
    'createProgram',
    {
      name: 'Night Shift Meals',
      kind: 'INITIATIVE',
      startedYear: 2019,
      citations: [{ field: 'startedYear', sourceKey: 'A', lineFrom: 9 }],
    },
    'program',
  );
  expect(made.uncited).toEqual(['kind', 'name', 'status']);
  await write(
    'updateProgram',
    { id: made.id, startedYear: 2020, citations: [{ field: 'startedYear', sourceKey: 'B', lineFrom: 9 }] },
    'program',
  );
  await write('updateProgram', { id: made.id, startedYear: null }, 'program');
  const states = await Promise.all(
    [1, 2, 3].map((version) => read(`node(id: "${made.id}@${version}")`, `... on Program { ${CITED} }`)),
  );
  expect(states.map((state) => citesOf(state, 'startedYear'))).toEqual([['A9'], ['B9'], []]);
  expect(states.map(({ citations }) => citations.totalCount)).toEqual([1, 1, 0]);
  expect(states.map(({ uncited }) => uncited)).toEqual(Array.from({ length: 3 }, () => ['kind', 'name', 'status']));
});

test('a source that gives another value contradicts, until somebody decides', async () => {
  const made = await write(
    'createOrganization',
    {
      name: 'Spruce Institute',
      type: 'INSTITUTE',
      foundedYear: 1999,
      citations: [
        { field: 'foundedYear', sourceKey: 'A', lineFrom: 5 },
        { field: 'foundedYear', sourceKey: 'B', lineFrom: 5, value: 2001 },
      ],
    },
    'organization',
  );
  expect(citesOf(made, 'foundedYear').sort()).toEqual(['A5', 'B5?']);
  const decided = await write('updateOrganization', { id: made.id, foundedYear: 2001 }, 'organization');
  expect(citesOf(decided, 'foundedYear')).toEqual(['B5']);
  expect(decided.uncited).not.toContain('foundedYear');
  const all = await read(`organization(id: "${made.id}")`, ALL);
  expect(
    all.citations.nodes
      .filter(({ supersededAt }) => supersededAt)
      .map(shown)
      .sort(),
  ).toEqual(['A5', 'B5?']);
});

test('a link that is removed loses its citations, and gets new ones when it comes back', async () => {
  const [programId, organizationId] = [await idOf(secure), await idOf('organization(slug: "clarifi")')];
  const role = { programId, organizationId, role: 'FUNDER' };
  const citations = [{ sourceKey: 'A', lineFrom: 11 }];
  const made = await write('assignOrganizationRole', { ...role, citations }, 'organizationRole');
  expect(made.citations.nodes.map(shown)).toEqual(['A11']);
  const noted = await write('assignOrganizationRole', { ...role, note: 'Pays for it.' }, 'organizationRole');
  expect([noted.citations.nodes.map(shown), noted.uncited]).toEqual([['A11'], ['note']]);
  await write('removeOrganizationRole', role, 'organizationRole', 'id');
  const back = await write('assignOrganizationRole', role, 'organizationRole');
  expect(back.id).toBe(made.id);
  expect(back.citations.nodes).toEqual([]);
});

test('a value that a source gives is checked as its field takes it', async () => {
  const id = await idOf('organization(slug: "policylab")');
  const faults = async (field: string, value: unknown): Promise<string[]> =>
    refusal('citeRecord', { id, field, value, sourceKey: 'A', lineFrom: 60 });
  expect(await faults('foundedYear', 'long ago')).toEqual([
    `INVALID value: "long ago" is not a value that foundedYear can have; give a whole number.`,
  ]);
  expect(await faults('foundedYear', 3)).toEqual(['INVALID value: value is not a year; give one from 1000 to 2100.']);
  expect(await faults('type', 'PALACE')).toEqual([
    expect.stringMatching(
      /^INVALID value: "PALACE" is not a value that type can have; give one of HOSPITAL, /,
    ) as string,
  ]);
  expect(await faults('parent', 'nowhere')).toEqual([
    'NOT_FOUND value: There is no organization with the slug "nowhere".',
  ]);
  expect(await faults('website', undefined)).toEqual([
    'INVALID field: website has no value that a source could be cited for; give the field a value, or give the value of the source.',
  ]);
  const { citations } = await cited(id, { field: 'parent', value: 'chop', sourceKey: 'A', lineFrom: 60 });
  expect(citations.nodes.filter(({ lineFrom }) => lineFrom === 60)).toMatchObject([
    { field: 'parent', agrees: false, value: await idOf('organization(slug: "chop")') },
  ]);
});

test('what is sent as null counts as left out, and the second of two equal citations is refused', async () => {
  const id = await idOf('organization(slug: "benefits-data-trust")');
  const nothing = { lineTo: null, assertion: null, note: null, value: null, field: null, sourceId: null };
  const { citations } = await cited(id, { ...nothing, sourceKey: 'B', lineFrom: 12 });
  expect(citations.nodes.filter(({ lineFrom }) => lineFrom === 12)).toMatchObject([
    { lineTo: 12, assertion: 'EXPLICIT', note: null, value: null, field: null },
  ]);
  const twice = [13, 14, 13].map((lineFrom) => ({ sourceKey: 'B', lineFrom, field: 'name' }));
  expect(await refusal('upsertOrganizations', { items: [{ id, citations: twice }] })).toEqual([
    'INVALID items.0.citations.2: The same lines are cited twice for the same field; keep one of the two.',
  ]);
});

test('a dry run shows the citations that would be, and writes none', async () => {
  const id = await idOf('organization(slug: "clarifi")');
  const input = {
    id,
    website: 'https://clarifi.example',
    citations: [{ field: 'website', sourceKey: 'B', lineFrom: 11 }],
  };
  const shownThen = await write('updateOrganization', { ...input, options: { dryRun: true } }, 'organization');
  expect([citesOf(shownThen, 'website'), shownThen.uncited]).toEqual([['B11'], []]);
  expect(citesOf(await read('organization(slug: "clarifi")', ALL), 'website')).toEqual([]);
});

test('faults of citations have the path of their item', async () => {
  const faults = await refusal('upsertPrograms', {
    items: [
      { name: 'One', kind: 'TRAINING', citations: [{ field: 'nonsense', sourceKey: 'A', lineFrom: 1 }] },
      { name: 'Two', kind: 'TRAINING', citations: [{ sourceKey: 'Q', lineFrom: 1 }, { lineFrom: 0 }] },
      {
        name: 'Three',
        kind: 'TRAINING',
        citations: [{ field: 'url', sourceKey: 'A', lineFrom: 4, lineTo: 2, note: 'x'.repeat(301) }],
      },
    ],
  });
  expect(faults).toEqual([
    expect.stringMatching(
      /^INVALID items\.0\.citations\.0\.field: "nonsense" is not a field that a source can be cited for; give one of /,
    ) as string,
    'NOT_FOUND items.1.citations.0.sourceKey: There is no source with the key "Q"; create it with createSource, or give another key.',
    'INVALID items.1.citations.1.lineFrom: lineFrom is not a line; lines are numbered from 1.',
    'INVALID items.1.citations.1.sourceKey: sourceKey is missing; give it, or sourceId.',
    'INVALID items.2.citations.0.note: note is longer than 300 characters; shorten it.',
    'INVALID items.2.citations.0.lineTo: lineTo is before lineFrom; correct one of them.',
  ]);
  expect(
    (
      await hub.query<{ programs: { totalCount: number } }, object>(
        '{ programs(where: { name: { in: ["One", "Two"] } }) { totalCount } }',
      )
    ).data.programs.totalCount,
  ).toBe(0);
});

/** Cites a source for an organization, and reads that again. */
function cited(id: string, citation: object): Promise<SeenRecord> {
  return write('citeRecord', { id, ...citation }, 'record', `... on Organization { ${CITED} }`);
}

test('the metrics count facts without a source, as far as everybody may read them', async () => {
  await write('createContact', { name: 'Hidden', kind: 'PERSON', visibility: 'INTERNAL' }, 'contact', 'id');
  await write('createContact', { name: 'Shown', kind: 'PERSON', visibility: 'PUBLIC' }, 'contact', 'id');
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  const uncited = new Map(
    [...text.matchAll(/^hub_uncited_facts\{type="(\w+)"\} (\d+)$/gm)].map(([, type, count]) => [type, Number(count)]),
  );
  const { data } = await hub.query<Record<string, { nodes: { uncited: string[] }[] }>, object>(
    '{ Program: programs(first: 100) { nodes { uncited } } Organization: organizations(first: 100) { nodes { uncited } } Contact: contacts(first: 100) { nodes { uncited } } }',
  );
  for (const [type, { nodes }] of Object.entries(data))
    expect([type, uncited.get(type)]).toEqual([type, nodes.flatMap((node) => node.uncited).length]);
});

interface LoggedChange {
  readonly kind: string;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}
