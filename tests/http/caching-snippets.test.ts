import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTestHub, type TestHub } from '../support/hub';
import { codeBlocks, CURL_STAND_IN, runShell } from '../support/snippets';
import { get, settled } from './cached';

// The settings of Varnish and nginx are those that caches.test.ts runs.
const PAGE = 'caching.md';
const manifests = codeBlocks(PAGE, 'json');

let hub: TestHub;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hub-manifests-'));
  for (const [index, text] of manifests.entries()) writeFileSync(path.join(folder, `${index}.json`), text);
  hub = await startTestHub({ seeded: true, env: { HUB_DOCUMENTS_DIR: folder, HUB_DOCUMENTS: 'trusted' } });
});
afterAll(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

test('the request of the page is answered with the headers that the page shows', async () => {
  const open = await startTestHub({ database: hub.database });
  await settled(open);
  const [block = ''] = codeBlocks(PAGE, 'http');
  const [request = '', answer = ''] = block.split('\n\n');
  const { status, headers } = await fetch(open.url + request.replace('GET ', ''));
  const [line, ...shown] = answer.trim().split('\n');

  expect(line).toBe(`${status} OK`);
  expect(shown).toHaveLength(3);
  for (const [name = '', value = ''] of shown.map((header) => header.split(': '))) {
    const got = headers.get(name);
    if (name === 'ETag') expect([got, value]).toEqual([expect.stringMatching(TAG), expect.stringMatching(TAG)]);
    else expect([name, got]).toEqual([name, value]);
  }
  await open.close();
});

const TAG = /^W\/"[\w-]{22}"$/;

describe('the command that names a known document gets its answer', () => {
  test.each([
    ['with curl, where there is one', `command -v curl >/dev/null || ${CURL_STAND_IN}`],
    ['with a stand-in for curl', CURL_STAND_IN],
  ])('%s', async (_how, before) => {
    const commands = codeBlocks(PAGE, 'sh');
    expect(commands).toHaveLength(1);
    const command = runShell(`${before}\n${commands.join('')}`, hub, { TOKEN: '', FOLLOW: '', AFTER: '' });
    const [text] = await command.saying(/^\{"data":.*\}$/m);
    await command.stop();

    expect(JSON.parse(text)).toMatchObject({ data: { programs: { nodes: { length: 3 } } } });
  });
});

test('the manifests of the page are read, and their ids name their documents', async () => {
  expect(manifests).toHaveLength(2);
  const ids = manifests.map((text) => {
    const content = JSON.parse(text) as { readonly operations?: readonly { readonly id: string }[] };
    return content.operations?.[0]?.id ?? Object.keys(content)[0] ?? '';
  });
  for (const id of ids) {
    const { body } = await get(hub, { documentId: id });
    expect(JSON.parse(body)).toMatchObject({ data: { programs: { totalCount: 11 } } });
  }
});
