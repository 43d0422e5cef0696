import { connect } from 'node:net';
import { makeProgram } from '../../support/factories';
import { startTestHub, type TestHub } from '../../support/hub';
import { startProxy, type Proxy } from '../../support/proxy';
import {
  codeBlocks,
  CURL_STAND_IN,
  runScript,
  runShell,
  type RunningSnippet,
  type SnippetNames,
} from '../../support/snippets';
import { edit, number } from '../../support/writer';

const PAGE = 'subscriptions.md';
// That of a page's server is followed by a browser: tests/browser/page-server.test.ts.
const scripts = codeBlocks(PAGE, 'js').filter((code) => !code.includes('createServer'));
/** These go on by themselves after a lost connection. */
const lasting = scripts.filter((code) => /for \(;;\)|new EventSource/.test(code));

let hub: TestHub;
let line: Proxy;
let at: Pick<TestHub, 'url'>;
let names: SnippetNames;
let snippet: RunningSnippet | undefined;

beforeAll(async () => {
  hub = await startTestHub();
  line = await startProxy(() => connect(Number(new URL(hub.url).port), '127.0.0.1'));
  at = { url: `http://127.0.0.1:${line.port}` };
});
beforeEach(async () => {
  const { authorization = '' } = await hub.signIn('partner');
  const { data } = await hub.query<{ programs: { streamCursor: string } }, never>('{ programs { streamCursor } }');
  const [FOLLOW = ''] = codeBlocks(PAGE, 'graphql');
  names = { TOKEN: authorization.replace('Bearer ', ''), FOLLOW, AFTER: data.programs.streamCursor };
});
afterEach(async () => {
  await snippet?.stop();
  snippet = undefined;
});
afterAll(async () => {
  await hub.close();
  await line.refuse();
});

/** @returns what a snippet says of the change */
async function change(): Promise<RegExp> {
  const program = await makeProgram(hub.database.pool);
  await edit(hub.database.pool, 'program', program, { kind: 'STATUS_CHANGED', set: { status: 'PAUSED' } });
  await number(hub.database.pool);
  return new RegExp(`"kind":"STATUS_CHANGED","programId":"${program}"`);
}

/** It is known to follow once it has said something; then it has to say what happens. */
async function expectToFollow(running: RunningSnippet): Promise<void> {
  snippet = running;
  await running.saying(/"cursor"/);
  await running.saying(await change());
}

function importsOf(code: string): string {
  return [...code.matchAll(/^import (.*) from/gm)].map(([, imported]) => imported).join(', ');
}

/** Commands begin by reading the keys that `npm start` has made; here they get a key of this hub. */
async function runWithKey(code: string): Promise<RunningSnippet> {
  const file = '. .hub/development-keys\n';
  expect(code.startsWith(file)).toBe(true);
  snippet = runShell(`${CURL_STAND_IN}\n${code.slice(file.length)}`, at, { ...names, HUB_PARTNER_KEY: names.TOKEN });
  await snippet.saying(/"cursor"/);
  return snippet;
}

describe('where somebody begins,', () => {
  it('the command of the README follows the hub', async () => {
    const code = codeBlocks('../README.md', 'sh').find((block) => block.includes('subscription')) ?? '';
    const running = await runWithKey(code);
    const program = await makeProgram(hub.database.pool, { status: 'ACTIVE' });
    await edit(hub.database.pool, 'program', program, { kind: 'UPDATED', set: { name: 'Another name' } });
    await number(hub.database.pool);
    await running.saying(new RegExp(`"programId":"${program}","program":{"name":"Another name","status":"ACTIVE"}`));
  });

  it('the command of the home page follows the hub at the address of the page', async () => {
    const page = await (await fetch(at.url)).text();
    const [, escaped = ''] = /<pre tabindex="0">(\. \.hub[^<]*)<\/pre>/.exec(page) ?? [];
    const code = escaped.replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    expect(code).toContain(`${at.url}/graphql`);
    const running = await runWithKey(code);
    await change();
    await running.saying(/"kind":"STATUS_CHANGED"/);
  });
});

describe('as it stands in docs/subscriptions.md,', () => {
  it.each(scripts.map((code) => [importsOf(code), code]))('the script with %s follows the hub', async (_with, code) => {
    await expectToFollow(runScript(code, at, names));
    expect(snippet?.complaints()).toBe('');
  });

  it.each([
    ['curl, where there is one,', `command -v curl >/dev/null || ${CURL_STAND_IN}`],
    ['a stand-in for curl', CURL_STAND_IN],
  ])('the command with %s follows the hub', async (_with, before) => {
    const [code = ''] = codeBlocks(PAGE, 'sh');
    await expectToFollow(runShell(`${before}\n${code}`, at, names));
  });

  it.each(lasting.map((code) => [importsOf(code), code]))(
    'the script with %s goes on after a lost connection',
    async (_with, code) => {
      await expectToFollow(runScript(code, at, names));
      await line.refuse();
      const missed = await change();
      await line.accept();

      await snippet?.saying(missed);
    },
  );

  it('the loop asks again for what could not be stored', async () => {
    const [code = ''] = lasting;
    const refused = await change();
    snippet = runScript(code, at, { ...names, FAILURES: '1' });

    await snippet.saying(refused);
    expect(snippet.complaints()).toContain('It could not be stored.');
  });
});
