import { domain } from '../../src/features';
import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { signInEditor, type Editor } from '../writing/mutate';

/** Runs in a copy of the project that has what CONTRIBUTING.md adds. */
let hub: TestHub;
let editor: Editor;

beforeAll(async () => {
  hub = await startTestHub();
  editor = await signInEditor(hub);
  await makeProgram(hub.database.pool, { slug: 'a', name: 'A' });
  await makeProgram(hub.database.pool, { slug: 'b', name: 'B' });
});
afterAll(() => hub.close());

test('the field is written, found and ordered by', async () => {
  const { data } = await hub.query<{ program: { id: string } }, object>('{ program(slug: "a") { id } }');
  const done = await editor.do('updateProgram', { id: data.program.id, fundingSource: 'A fund' });
  expect(done.errors).toEqual([]);
  const found = await hub.query(
    '{ programs(where: { fundingSource: { contains: "FUND" } }, orderBy: [{ field: FUNDING_SOURCE }]) { nodes { name fundingSource } } }',
  );
  expect(found.data).toEqual({ programs: { nodes: [{ name: 'A', fundingSource: 'A fund' }] } });
});

test('the link is listed from both sides', async () => {
  const done = await editor.do('addSuccessor', { programSlug: 'a', successorSlug: 'b', note: 'Its mentors.' });
  expect(done.errors).toEqual([]);
  const { data } = await hub.query(
    '{ a: program(slug: "a") { successors { edges { note node { name } } } } b: program(slug: "b") { predecessors { nodes { name } } } }',
  );
  expect(data).toEqual({
    a: { successors: { edges: [{ note: 'Its mentors.', node: { name: 'B' } }] } },
    b: { predecessors: { nodes: [{ name: 'A' }] } },
  });
  const listed = await hub.query(
    '{ programSuccessions { nodes { note successor { name } } groups(by: [PROGRAM]) { count keys { label } } } }',
  );
  expect(listed.data).toEqual({
    programSuccessions: {
      nodes: [{ note: 'Its mentors.', successor: { name: 'B' } }],
      groups: [{ count: 1, keys: [{ label: 'A' }] }],
    },
  });
});

test('the record type has its records on both sides, and keeps its program from being archived', async () => {
  const done = await editor.do('createEvent', { programSlug: 'a', name: 'Open day', heldOn: '2027-05-01' });
  expect(done.errors).toEqual([]);
  const { data } = await hub.query<{ program: { id: string } }, object>(
    '{ program(slug: "a") { id events { nodes { name slug heldOn program { name } } } } search(query: "open day") { type name } }',
  );
  expect(data).toMatchObject({
    program: {
      events: { nodes: [{ name: 'Open day', slug: 'open-day', heldOn: '2027-05-01', program: { name: 'A' } }] },
    },
    search: [{ type: 'EVENT', name: 'Open day' }],
  });
  const archived = await editor.do('archiveProgram', { id: data.program.id });
  expect(archived.errors.map(({ code }) => code)).toEqual(['IN_USE']);
});

test('all of it is among what the completeness tests walk through', () => {
  expect(domain.writes.records.map(({ model }) => model.type)).toContain('Event');
  expect(domain.writes.links.map(({ model }) => model.type)).toContain('ProgramSuccession');
});
