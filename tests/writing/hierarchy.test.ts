import { makeOrganization } from '../support/factories';
import { editor, hub } from './edited-hub';
import { faultsOf } from './mutate';

afterEach(async () => expect(await cyclic()).toEqual([]));

/** The organizations that are, through whatever others, part of themselves. */
async function cyclic(): Promise<unknown[]> {
  const { rows } = await hub.database.pool.query<object>(
    `WITH RECURSIVE chain (id, at) AS (
       SELECT id, parent_organization_id FROM organization
       UNION SELECT chain.id, above.parent_organization_id FROM chain JOIN organization above ON above.id = chain.at
     ) SELECT id FROM chain WHERE at = id`,
  );
  return rows;
}

/** Organizations, each a part of the one before it. */
async function chain(length: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < length; made += 1) {
    ids.push(await makeOrganization(hub.database.pool, { parent_organization_id: ids.at(-1) ?? null }));
  }
  return ids;
}

const setParent = (id: string | undefined, parentOrganizationId: string | undefined | null) =>
  editor.do('setOrganizationParent', { id, parentOrganizationId }, 'organization { parent { id } }');

describe('a parent', () => {
  test('is set and cleared, by id or by slug', async () => {
    const [top, part] = [await makeOrganization(hub.database.pool, { slug: 'the-top' }), ...(await chain(1))];
    expect(await setParent(part, top)).toMatchObject({ organization: { parent: { id: top } } });
    expect(await setParent(part, null)).toMatchObject({ errors: [], organization: { parent: null } });
    const bySlug = await editor.do('setOrganizationParent', { id: part, parentOrganizationSlug: 'the-top' });
    expect(faultsOf(bySlug)).toEqual([]);
    expect(faultsOf(await editor.do('setOrganizationParent', { id: part }))).toEqual(['INVALID parentOrganizationId']);
  });

  test('is not the organization itself, nor a part of it, however deep', async () => {
    const ids = await chain(4);
    for (const below of ids)
      expect(faultsOf(await setParent(ids[0], below))).toEqual(['CONFLICT parentOrganizationId']);
    const update = { id: ids[0], parentOrganizationId: ids[3], name: '' };
    expect(faultsOf(await editor.do('updateOrganization', update))).toEqual([
      'INVALID name',
      'CONFLICT parentOrganizationId',
    ]);
    expect(faultsOf(await setParent(ids[3], ids[0]))).toEqual([]);
  });
});

describe('parents that are set together', () => {
  const upsert = (items: object[], onError = 'REJECT_FAILED') =>
    editor.do<{ outcomes: string[] }>('upsertOrganizations', { items, onError }, 'outcomes');

  test('are refused where they make a cycle together', async () => {
    const [a, b, c] = [...(await chain(1)), ...(await chain(1)), ...(await chain(1))];
    const answer = await upsert([
      { id: a, parentOrganizationId: b },
      { id: b, parentOrganizationId: c },
      { id: c, parentOrganizationId: a },
    ]);
    expect(answer.outcomes).toEqual(['FAILED', 'FAILED', 'FAILED']);
    expect(answer.errors[0]?.path).toEqual(['items', '0', 'parentOrganizationId']);
  });

  test('may turn a chain around', async () => {
    const [top, middle, bottom] = await chain(3);
    const answer = await upsert([
      { id: top, parentOrganizationId: middle },
      { id: middle, parentOrganizationId: bottom },
      { id: bottom, parentOrganizationId: null },
    ]);
    expect(answer.outcomes).toEqual(['UPDATED', 'UPDATED', 'UPDATED']);
    expect(await cyclic()).toEqual([]);
  });

  test('do not count on one that is refused', async () => {
    const [top, part] = await chain(2);
    const [below] = [await makeOrganization(hub.database.pool, { parent_organization_id: part })];
    const answer = await upsert([
      // Refused: it would be under its own part.
      { id: part, parentOrganizationId: below },
      // So this one, whose part it remains, is refused as well.
      { id: top, parentOrganizationId: part },
    ]);
    expect(answer.outcomes).toEqual(['FAILED', 'FAILED']);
    const faulty = await upsert([
      { id: part, parentOrganizationId: null, name: '' },
      { id: top, parentOrganizationId: part },
    ]);
    expect(faultsOf(faulty)).toEqual(['INVALID items.0.name', 'CONFLICT items.1.parentOrganizationId']);
    expect(await cyclic()).toEqual([]);
  });
});

test('two changes of parents at the same moment never make a cycle together', async () => {
  for (let round = 0; round < 25; round += 1) {
    const [a, b] = [...(await chain(1)), ...(await chain(1))];
    const [below] = [await makeOrganization(hub.database.pool, { parent_organization_id: a })];
    const answers = await Promise.all([
      setParent(a, b),
      editor.do('updateOrganization', { id: b, parentOrganizationId: below }),
    ]);
    expect(answers.flatMap(faultsOf)).toHaveLength(1);
  }
  expect(await cyclic()).toEqual([]);
});
