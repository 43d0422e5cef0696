import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from './chromium';

/** A browser that reaches this machine only. */
export interface TestBrowser {
  /** A page in a profile of its own: nothing is stored yet. */
  open(url: string, options?: BrowserContextOptions): Promise<OpenPage>;
  /** What the browser has asked of other machines, for whatever reason, as `host:port` or address. All of it was refused. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  /** What the browser complains about: errors in scripts, refused or missing files, breaches of the page's policy. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--no-first-run',
];

/** Starts a headless browser. @throws NoChromium where there is none */
export async function startBrowser(): Promise<TestBrowser> {
  const { executablePath, env } = await findChromium();
  const refused: string[] = [];
  const proxy = await startRefusingProxy(refused);
  // Chromium asks its proxy for everything but this machine; playwright's own option would send that there, too.
  const args = [...ARGUMENTS, `--proxy-server=http://127.0.0.1:${(proxy.address() as AddressInfo).port}`];
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env }, timeout: 60_000 });
  return {
    refused,
    open: (url, options) => openPage(browser, url, options),
    async close() {
      await browser.close();
      proxy.closeAllConnections();
      await new Promise((done) => proxy.close(done));
    },
  };
}

/** Answers 502 to whatever it is asked, and notes it. */
async function startRefusingProxy(refused: string[]): Promise<Server> {
  const proxy = createServer((request, response) => {
    refused.push(request.url ?? '');
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, socket) => {
    refused.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  return proxy;
}

async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}
