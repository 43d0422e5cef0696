import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startBrowser, type TestBrowser } from '../support/browser';
import { startStreamingHub, type StreamingHub } from '../transports/streaming-hub';

let browser: TestBrowser;
let hub: StreamingHub;
let app: Server;
let origin: string;

// The browser is unpacked the first time.
beforeAll(async () => {
  browser = await startBrowser();
  app = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>'));
  await new Promise<void>((done) => app.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
}, 120_000);

afterEach(() => hub.close());

afterAll(async () => {
  await browser.close();
  app.closeAllConnections();
  await new Promise((done) => app.close(done));
});

/** Follows a subscription in the page, which writes each message to its console for the test. */
function follow(address: string): string {
  return `
    const source = new EventSource(${JSON.stringify(address)});
    source.addEventListener('next', ({ data }) => console.log('next ' + data));
    source.addEventListener('complete', () => {
      source.close();
      console.log('complete');
    });`;
}

test('an EventSource goes on after the last message that it has when the hub has gone and come back', async () => {
  hub = await startStreamingHub({ corsOrigins: [origin] });
  const { feed } = hub;
  const opened = await browser.open(origin);
  const { page } = opened;
  const heard: string[] = [];
  const hears = (text: string): Promise<unknown> =>
    page.waitForEvent('console', { predicate: (message) => message.text().includes(text) });
  page.on('console', (message) => heard.push(message.text()));
  const address = `${hub.url}/graphql?${new URLSearchParams({ query: 'subscription { ticks { number } }' }).toString()}`;
  await page.evaluate(follow(address));
  await feed.until(([subscriber]) => subscriber !== undefined);
  const two = hears('"number":2');
  feed.push(1, 2);
  await two;
  await hub.close();
  feed.push(3);
  const end = hears('complete');
  // Another one, with the same log.
  hub = await startStreamingHub({ feed, corsOrigins: [origin], port: Number(new URL(hub.url).port) });
  await feed.until((subscribers) => subscribers.length === 2);
  feed.push(4);
  feed.end();
  await end;

  expect(feed.subscribers.map(({ after }) => after)).toEqual([undefined, 'c2']);
  const messages = [1, 2, 3, 4].map((number) => `next {"data":{"ticks":{"number":${number}}}}`);
  expect(heard.filter((text) => !text.startsWith('Failed to load'))).toEqual([...messages, 'complete']);
  await opened.close();
});

test('the explorer follows a subscription', async () => {
  hub = await startStreamingHub();
  const search = new URLSearchParams({ query: 'subscription { ticks { number } }' });
  const opened = await browser.open(`${hub.url}/explorer?${search.toString()}`);
  const { page } = opened;
  await page.getByRole('button', { name: /^Execute/ }).click();
  await hub.feed.until(([subscriber]) => subscriber !== undefined);
  for (const number of [41, 42]) {
    hub.feed.push(number);
    await page
      .locator('.result-window .view-lines')
      .filter({ hasText: new RegExp(`"number":\\s${number}`) })
      .waitFor();
  }
  await page.getByRole('button', { name: /^Stop/ }).click();
  await hub.feed.until(([subscriber]) => subscriber?.left === true);

  expect(opened.complaints).toEqual([]);
  await opened.close();
});
