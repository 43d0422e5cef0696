import { randomUUID } from 'node:crypto';
import { CITED, citesOf, editor, hub, idOf, read, refusal, shown, write, type SeenRecord } from './cited-hub';

let made = 0;

async function organization(): Promise<string> {
  const name = `Linked ${(made += 1)}`;
  return (await write('createOrganization', { name, type: 'COMMUNITY' }, 'organization', 'id')).id;
}

function cite(lineFrom: number, field?: string): object {
  return { sourceKey: 'A', lineFrom, ...(field !== undefined && { field }) };
}

function role(organizationId: string, programId: string, more: object = {}): Promise<SeenRecord> {
  const input = { organizationId, programId, role: 'PARTNER', ...more };
  return write('assignOrganizationRole', input, 'organizationRole');
}

function roleOf(id: string): Promise<SeenRecord> {
  return read(`node(id: "${id}")`, `... on OrganizationRole { ${CITED} }`);
}

test('a citation of a link is a change of the records whose histories have it', async () => {
  const [program, partner] = [await idOf('program(slug: "complete-eats")'), await organization()];
  const link = await role(partner, program);
  const cited = await write(
    'citeRecord',
    { id: link.id, ...cite(5) },
    'record',
    `... on OrganizationRole { ${CITED} }`,
  );
  expect([cited.citations.nodes.map(shown), cited.version]).toEqual([['A5'], link.version + 1]);
  const { data } = await hub.query<
    { changes: { nodes: { kind: string; changes: { field: string; after: unknown }[] }[] } },
    object
  >(`{ changes(of: "${program}", last: 1) { nodes { kind changes { field after } } } }`, {}, editor.headers);
  const after = { recordType: 'organization_role', recordId: link.id, lineFrom: 5, field: null, agrees: true };
  expect(data.changes.nodes).toMatchObject([{ kind: 'CITED', changes: [{ field: 'citations', after }] }]);
  expect(
    await refusal('assignOrganizationRole', {
      organizationId: partner,
      programId: program,
      role: 'PARTNER',
      citations: [cite(5)],
    }),
  ).toEqual(['ALREADY_EXISTS role: This link exists already with the same values.']);
  expect((await role(partner, program, { citations: [cite(6)] })).citations.nodes.map(shown)).toEqual(['A5', 'A6']);
});

test('a merge moves links with their citations, and leaves those of the record that stays', async () => {
  const [program, other] = [await idOf('program(slug: "complete-eats")'), await idOf('program(slug: "secure")')];
  const [loser, winner] = [await organization(), await organization()];
  const moved = await role(loser, program, { citations: [cite(10)] });
  const [twin, kept] = [
    await role(loser, other, { note: 'As the loser has it.', citations: [cite(11), cite(12, 'note')] }),
    await role(winner, other, { note: 'As the winner has it.', citations: [cite(13)] }),
  ];
  await write('mergeOrganizations', { id: loser, intoId: winner }, 'organization', 'id');
  expect((await roleOf(moved.id)).citations.nodes.map(shown)).toEqual(['A10']);
  const lines = async (field: string): Promise<string[]> => {
    const { rows } = await hub.database.pool.query<{ line: string }>(
      `SELECT coalesce(e.before, e.after)->>'lineFrom' AS line FROM change k CROSS JOIN LATERAL hub_entries(k.changes) e
       WHERE k.record_id = $1 AND e.field = 'citations' AND e.${field} IS NOT NULL AND jsonb_typeof(e.${field}) = 'object'
         AND coalesce(e.before, e.after)->>'recordId' = $2 ORDER BY k.version`,
      [program, moved.id],
    );
    return rows.map(({ line }) => line);
  };
  // The link to the loser ended with its citation, and that to the winner began with the same passage.
  expect([await lines('after'), await lines('before')]).toEqual([['10', '10'], ['10']]);
  // Both say that it has the role; what is cited for the other note goes with that.
  const stays = await roleOf(kept.id);
  expect(stays.citations.nodes.map(shown)).toEqual(['A11', 'A13']);
  expect(citesOf(stays, 'note')).toEqual([]);
  expect((await roleOf(twin.id)).citations.nodes).toEqual([]);
});

test('a link that both records of a merge have gets the values and citations that it lacks', async () => {
  const program = await idOf('program(slug: "secure")');
  const [loser, winner] = [await organization(), await organization()];
  await role(loser, program, { startedOn: '2020-01-01', citations: [cite(63), cite(64, 'startedOn')] });
  const kept = await role(winner, program);
  await write('mergeOrganizations', { id: loser, intoId: winner }, 'organization', 'id');
  const stays = await roleOf(kept.id);
  expect(stays.citations.nodes.map(shown)).toEqual(['A63', 'A64']);
  expect(citesOf(stays, 'startedOn')).toEqual(['A64']);
  expect(stays.uncited).toEqual([]);
  const { rows } = await hub.database.pool.query<{
    kind: string;
    entries: { field: string; after: { startedOn?: string } }[];
  }>(
    `SELECT kind, (SELECT jsonb_agg(to_jsonb(e)) FROM hub_entries(changes) e) AS entries FROM change WHERE record_id = $1 ORDER BY version DESC LIMIT 2`,
    [program],
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['ROLE_REMOVED', 'ROLE_ASSIGNED']);
  expect(rows[1]?.entries.map(({ field, after }) => [field, after.startedOn])).toEqual([
    ['organizations', '2020-01-01'],
    ['citations', undefined],
    ['citations', undefined],
  ]);
});

test('citations of links that a merge moves can be told apart in the log', async () => {
  const program = await idOf('program(slug: "complete-eats")');
  const [loser, winner] = [await organization(), await organization()];
  const moved = await role(loser, program, { citations: [cite(70)] });
  await write('mergeOrganizations', { id: loser, intoId: winner }, 'organization', 'id');
  const { rows } = await hub.database.pool.query<{ began: string | null; ended: string | null }>(
    `SELECT e.after->>'citationId' AS began, e.before->>'citationId' AS ended FROM change k CROSS JOIN LATERAL hub_entries(k.changes) e
     WHERE k.record_id = $1 AND e.field = 'citations' AND coalesce(e.before, e.after)->>'recordId' = $2 ORDER BY k.version`,
    [program, moved.id],
  );
  const current = rows.reduce((ids, { began, ended }) => {
    if (began !== null) ids.add(began);
    if (ended !== null) ids.delete(ended);
    return ids;
  }, new Set<string>());
  const { rows: stored } = await hub.database.pool.query<{ id: string }>(
    'SELECT id FROM citation WHERE record_id = $1 AND until_version IS NULL',
    [moved.id],
  );
  expect([...current]).toEqual(stored.map(({ id }) => id));
});

test('a link that a merge brings back gets the citations of the one that it stands for', async () => {
  const program = await idOf('program(slug: "complete-eats")');
  const [loser, winner] = [await organization(), await organization()];
  const former = await role(winner, program, { citations: [cite(20)] });
  await write('removeOrganizationRole', { id: former.id }, 'organizationRole', 'id');
  const note = 'As the loser has it.';
  await role(loser, program, { note, citations: [cite(21), cite(22, 'note')] });
  await write('mergeOrganizations', { id: loser, intoId: winner }, 'organization', 'id');
  const back = await roleOf(former.id);
  expect(back.citations.nodes.map(shown)).toEqual(['A21', 'A22']);
  expect(citesOf(back, 'note')).toEqual(['A22']);
  expect(back.uncited).toEqual([]);
});

test('a former state of a link is in the history of its records', async () => {
  const link = await role(await organization(), await idOf('program(slug: "secure")'));
  await write('citeRecord', { id: link.id, ...cite(50) }, 'record', 'id');
  const { errors } = await hub.query<object, object>(`{ node(id: "${link.id}@1") { id } }`, {}, editor.headers);
  expect(errors?.map(({ message }) => message)).toEqual([
    `An organization role has no past states of its own; read "${link.id}" as it is now, or the history of the records that it belongs to.`,
  ]);
});

test('past lists filter by the citations of their moment', async () => {
  const name = `Past ${randomUUID()}`;
  const program = await write('createProgram', { name, kind: 'STUDY', citations: [cite(30, 'name')] }, 'program');
  const then = await momentOf(program.id);
  await write('updateProgram', { id: program.id, name: `${name}, renamed` }, 'program');
  const where = `{ id: { eq: "${program.id}" }, citations: { some: { lineFrom: { eq: 30 } } } }`;
  const { data } = await hub.query<Record<string, { nodes: { citations: { totalCount: number } }[] }>, object>(
    `{ then: programs(asOf: "${then}", where: ${where}) { nodes { citations { totalCount } } } now: programs(where: ${where}) { nodes { id } } }`,
    {},
    editor.headers,
  );
  expect(data).toEqual({ then: { nodes: [{ citations: { totalCount: 1 } }] }, now: { nodes: [] } });
});

test('followers of programs with a citation are told when it ends', async () => {
  const program = await write(
    'createProgram',
    { name: `Followed ${randomUUID()}`, kind: 'STUDY', citations: [cite(31, 'kind')] },
    'program',
  );
  const partner = await hub.signIn('partner');
  const where = { id: { eq: program.id }, citations: { some: { lineFrom: { eq: 31 } } } };
  const updates = async (after: string | null): Promise<{ cursor: string; items: { kind: string }[] }> => {
    await hub.database.pool.query('SELECT hub_number_changes()');
    const { data } = await hub.query<{ programUpdates: { cursor: string; items: { kind: string }[] } }, object>(
      'query ($after: Cursor, $where: ProgramWhere) { programUpdates(after: $after, where: $where, first: 100) { cursor items { kind } } }',
      { after, where },
      partner,
    );
    return data.programUpdates;
  };
  const { cursor } = await updates(null);
  await write('updateProgram', { id: program.id, kind: 'TRAINING' }, 'program');
  expect((await updates(cursor)).items).toEqual([{ kind: 'LEFT' }]);
});

test('an upsert with citations takes as many statements for three hundred programs as for three', async () => {
  const items = (count: number, prefix: string, kind: string, line: number): object[] =>
    Array.from({ length: count }, (_none, at) => ({
      slug: `${prefix}-${at}`,
      name: `${prefix} ${at}`,
      kind,
      citations: [cite(line), cite(line, 'kind')],
    }));
  const statements = async (count: number, prefix: string, kind: string, line: number): Promise<number> => {
    const { payload, statements: sent } = await editor.send(
      'upsertPrograms',
      { items: items(count, prefix, kind, line) },
      'outcomes',
    );
    expect(payload?.errors).toEqual([]);
    return sent.length;
  };
  expect(await statements(300, 'many', 'STUDY', 1)).toBe(await statements(3, 'few', 'STUDY', 1));
  expect(await statements(300, 'many', 'CLINIC', 2)).toBe(await statements(3, 'few', 'CLINIC', 2));
});

test('a list reads what has no source with one statement', async () => {
  const { statements, errors } = await hub.query<object, object>('{ programs(first: 50) { nodes { uncited } } }');
  expect([errors, statements.length]).toEqual([undefined, 2]);
});

test('a link that no source supports says so, also if it has no values of its own, and so do its edges', async () => {
  const [program, partner] = [await idOf('program(slug: "complete-eats")'), await organization()];
  const [term] = (await terms()) as [string];
  const tag = await write('tagRecord', { termId: term, organizationId: partner }, 'attribute');
  const link = await role(partner, program, { note: 'Not cited.' });
  expect([tag.uncited, link.uncited]).toEqual([
    ['organization', 'term'],
    ['note', 'organization', 'program', 'role'],
  ]);
  expect(await edgesOf(partner)).toEqual({ terms: [tag.uncited], programs: [link.uncited] });
  await write('citeRecord', { id: tag.id, ...cite(60) }, 'record', 'id');
  await write('citeRecord', { id: link.id, ...cite(61, 'note') }, 'record', 'id');
  const rest = ['organization', 'program', 'role'];
  expect([(await roleOf(link.id)).uncited, await edgesOf(partner)]).toEqual([rest, { terms: [[]], programs: [rest] }]);
});

test('edges read what has no source with one statement for each list', async () => {
  const { statements, errors } = await hub.query<object, object>(
    '{ programs(first: 50) { nodes { organizations { edges { uncited } } terms { edges { uncited } } } } }',
  );
  expect([errors, statements.length]).toEqual([undefined, 3]);
});

async function terms(): Promise<string[]> {
  const { data } = await hub.query<{ terms: { nodes: { id: string }[] } }, object>('{ terms { nodes { id } } }');
  return data.terms.nodes.map(({ id }) => id);
}

/** What the edges at an organization say that nothing supports. */
async function edgesOf(id: string): Promise<Record<string, string[][]>> {
  type Edges = { edges: { uncited: string[] }[] };
  const { data, errors } = await hub.query<{ organization: Record<string, Edges> }, object>(
    `{ organization(id: "${id}") { terms { edges { uncited } } programs { edges { uncited } } } }`,
  );
  expect(errors).toBeUndefined();
  const lists = Object.entries(data.organization);
  return Object.fromEntries(lists.map(([name, { edges }]) => [name, edges.map(({ uncited }) => uncited)]));
}

async function momentOf(id: string): Promise<string> {
  const { rows } = await hub.database.pool.query<{ moment: Date }>(
    'SELECT updated_at AS moment FROM program WHERE id = $1',
    [id],
  );
  return (rows[0]?.moment as Date).toISOString();
}
