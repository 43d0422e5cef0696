import { connect } from 'node:net';
import { startBrowser, type TestBrowser } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { makeProgram } from '../support/factories';
import { startTestHub, type TestHub } from '../support/hub';
import { startProxy, type Proxy } from '../support/proxy';
import { codeBlocks, runScript, type RunningSnippet } from '../support/snippets';
import { edit, number } from '../support/writer';
import { until } from '../support/until';

const PAGE = 'subscriptions.md';

let browser: TestBrowser;
let database: TestDatabase;
let hub: TestHub;
/** Between the page's server and the hub. */
let line: Proxy;
let server: RunningSnippet;
let origin: string;
let program: string;

// The browser is unpacked the first time.
beforeAll(async () => {
  browser = await startBrowser();
  database = await createTestDatabase();
  program = await makeProgram(database.pool);
  hub = await startTestHub({ database });
  line = await startProxy(() => connect(portOf(hub.url), '127.0.0.1'));
  const { authorization = '' } = await hub.signIn('partner');
  const [FOLLOW = ''] = codeBlocks(PAGE, 'graphql');
  const names = { TOKEN: authorization.replace('Bearer ', ''), FOLLOW, AFTER: '' };
  server = runScript(pageServer(), { url: `http://127.0.0.1:${line.port}` }, names);
  const [, port] = await server.saying(/listens at (\d+)/);
  origin = `http://127.0.0.1:${port}`;
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  await hub.close();
  await line.refuse();
  await database.drop();
});

/** What the documentation shows, on a free port. */
function pageServer(): string {
  const [code = '', ...more] = codeBlocks(PAGE, 'js').filter((block) => block.includes('createServer'));
  expect(more).toEqual([]);
  expect(code).toContain('.listen(3000)');
  const listen = "listen(0, '127.0.0.1', function () { console.log('listens at ' + this.address().port); })";
  return code.replace('listen(3000)', listen);
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

async function rename(name: string): Promise<void> {
  await edit(database.pool, 'program', program, { set: { name } });
  await number(database.pool);
}

async function streamCursor(): Promise<string> {
  const { data } = await hub.query<{ programs: { streamCursor: string } }, never>('{ programs { streamCursor } }');
  return data.programs.streamCursor;
}

/** Follows in the page, which writes each message to its console for the test. */
function follow(after: string): string {
  return `
    const source = new EventSource('/updates?after=${after}');
    source.addEventListener('next', ({ data }) => console.log('next ' + data));
    source.addEventListener('complete', () => source.close());`;
}

interface Message {
  readonly cursor: string;
  readonly previous: string;
  readonly changes?: readonly { readonly field: string; readonly after: unknown }[];
}

test("a page's EventSource follows programUpdates through the page's server, though connections break and the hub is restarted", async () => {
  const start = await streamCursor();
  await rename('Before');
  const opened = await browser.open('about:blank');
  const { page } = opened;
  const messages: Message[] = [];
  page.on('console', (said) => {
    const [, data] = /^next (.*)$/.exec(said.text()) ?? [];
    if (data) messages.push((JSON.parse(data) as { data: { programUpdates: Message } }).data.programUpdates);
  });
  const names = (): unknown[] => messages.flatMap(({ changes = [] }) => changes.map(({ after }) => after));
  const hears = async (name: string): Promise<void> => {
    while (!names().includes(name)) await page.waitForEvent('console');
  };
  await page.route(`${origin}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`${origin}/`);
  await page.evaluate(follow(start));
  await hears('Before');
  await rename('Live');
  await hears('Live');

  await line.refuse();
  await rename('While the line was cut');
  // It has asked once more in vain.
  await server.complaining(/ECONNREFUSED/);
  await line.accept();
  await hears('While the line was cut');

  await hub.close();
  await rename('While the hub was away');
  hub = await startTestHub({ database });
  await hears('While the hub was away');
  await rename('At last');
  await hears('At last');

  expect(names()).toEqual(['Before', 'Live', 'While the line was cut', 'While the hub was away', 'At last']);
  const cursors = [start, ...messages.map(({ cursor }) => cursor)];
  expect(messages.map(({ previous }) => previous)).toEqual(cursors.slice(0, -1));

  await opened.close();
  await until('the hub has no stream open', async () => {
    const metrics = await (await fetch(`${hub.url}/metrics`)).text();
    return /^hub_subscriptions_open{transport="sse"} 0$/m.test(metrics);
  });
}, 60_000);
