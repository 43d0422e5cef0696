import { startTestHub, type TestHub } from '../support/hub';
import { FrontEnd, section } from './front-end';

let hub: TestHub;
let frontEnd: FrontEnd;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
  frontEnd = new FrontEnd();
});
afterAll(async () => {
  frontEnd.remove();
  await hub.close();
});

test('graphql-request sends a typed document and gets its records', async () => {
  const { authorization = '' } = await hub.signIn('editor');
  const code = section('graphql-request', 'js');
  const probe = `show(await client.request(ProgramDirectoryDocument, { first: 3 }));`;
  const shown = await frontEnd.run(code, probe, { url: hub.url, token: authorization.replace('Bearer ', '') });
  expect(shown).toMatchObject({ programs: { totalCount: 11 }, complaints: '' });
});

test('a document of the package is named instead of sent, and its answer may be kept', async () => {
  const probe = `show({ status: answer.status, caching: answer.headers.get('cache-control') });`;
  const shown = await frontEnd.run(section('graphql-request', 'js'), probe, { url: hub.url, token: 'no-key' });
  expect(shown).toMatchObject({ status: 200, caching: expect.stringContaining('public') as string });
});

test('graphql-request shows the code of a top-level error', async () => {
  const shown = await frontEnd.run(section('graphql-request', 'js'), '', { url: hub.url, token: 'no-key' });
  expect(shown['complaints']).toContain('UNAUTHENTICATED');
});

test('the change that the page makes is of a program in its list', async () => {
  const [, id] =
    /updateProgram\(input: \{ id: \\"([-\da-f]+)/.exec(section('A list that stays up to date', 'sh')) ?? [];
  const { data } = await hub.query('{ programs(first: 4) { nodes { id } } }');
  expect(id).toBeDefined();
  expect(data).toMatchObject({ programs: { nodes: expect.arrayContaining([{ id }]) as object[] } });
});
