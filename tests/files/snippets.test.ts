import { documentHash } from '../../src/platform/known-documents/known-documents';
import { readOperations } from '../../src/platform/http/pages';
import { startTestHub, type TestHub } from '../support/hub';
import { codeBlocks } from '../support/snippets';
import { CSV } from './file-client';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

function post(body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', accept: CSV };
  return fetch(`${hub.url}/graphql`, { method: 'POST', headers, body });
}

test('the request of the page is answered with the file that the page shows', async () => {
  const [, body = ''] = /-d '(.+)'/s.exec(codeBlocks('files.md', 'sh')[0] ?? '') ?? [];
  const text = await (await post(body)).text();
  expect(text.replaceAll('\r\n', '\n')).toBe(codeBlocks('files.md', 'csv')[0]);
});

test('a known document is answered as a file by its id', async () => {
  const { document, variables } = readOperations().find(({ name }) => name === 'CoresWithoutPrograms') ?? {};
  const documentId = `sha256:${documentHash(document ?? '')}`;
  const answer = await post(JSON.stringify({ documentId, variables: variables && JSON.parse(variables) }));
  expect([answer.status, (await answer.text()).split('\r\n').length > 2]).toEqual([200, true]);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="CoresWithoutPrograms.csv"');
});
