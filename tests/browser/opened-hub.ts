import type { BrowserContextOptions } from 'playwright-core';
import { startBrowser, type OpenPage, type TestBrowser } from '../support/browser';
import { startTestHub, type TestHub } from '../support/hub';

/** The hub of the test file that imports it, with the bundled dataset. */
export let hub: TestHub;

export let browser: TestBrowser;

let opened: OpenPage | undefined;

/** Opens a page, which is closed after the test. @param url by default the hub's first page */
export async function open(url = hub.url, options?: BrowserContextOptions): Promise<OpenPage> {
  opened = await browser.open(url, options);
  return opened;
}

// The browser is unpacked the first time.
beforeAll(async () => {
  browser = await startBrowser();
  hub = await startTestHub({ seeded: true });
}, 120_000);
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});
afterAll(async () => {
  await browser.close();
  await hub.close();
});
