import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { startTestHub, type TestHub } from '../support/hub';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});

afterAll(() => hub.close());

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(`${hub.url}${path}`, { method, headers });
}

/** What was sent, byte for byte: fetch would unpack it. */
function getRaw(
  path: string,
  headers: Record<string, string>,
): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((done, fail) => {
    const sent = request(`${hub.url}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }));
    });
    sent.on('error', fail);
    sent.end();
  });
}

describe('/graphql', () => {
  test('shows a browser Apollo Sandbox with every curated operation', async () => {
    const response = await get('/graphql', { accept: BROWSER });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const body = await response.text();
    expect(body).toContain('new EmbeddedSandbox(');
    expect(body.match(/<option /g)?.length).toBeGreaterThanOrEqual(8);
    expect(body).toContain('href="explorer"');
  });

  test.each([
    ['*/*'],
    ['application/json'],
    ['application/graphql-response+json'],
    ['application/json, text/html'],
    ['text/html;q=0.5, application/json'],
    ['multipart/mixed;subscriptionSpec=1.0, application/json'],
  ])('answers GraphQL to a GET that accepts %s', async (accept) => {
    const response = await get('/graphql?query=%7B__typename%7D', { accept });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    const empty = await get('/graphql', { accept });
    expect(empty.headers.get('content-type')).not.toContain('html');
  });

  test('answers GraphQL to a browser that brings a query', async () => {
    const response = await get('/graphql?query=%7B__typename%7D', { accept: BROWSER });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test('answers GraphQL to a POST, whatever it accepts', async () => {
    const { data } = await hub.query<{ __typename: string }, never>('{ __typename }', undefined, { accept: BROWSER });
    expect(data).toEqual({ __typename: 'Query' });
  });

  test('answers HEAD like GET, without a body', async () => {
    const response = await get('/graphql', { accept: BROWSER }, 'HEAD');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toBe('');
  });

  test('lets the page load Apollo and nobody else', async () => {
    const policy = (await get('/graphql', { accept: BROWSER })).headers.get('content-security-policy');
    const outside = [...new Set(policy?.match(/https?:[^\s;]+/g))];
    expect(outside).toEqual([
      'https://embeddable-sandbox.cdn.apollographql.com',
      'https://sandbox.embed.apollographql.com',
    ]);
    expect(policy).not.toContain('unsafe');
  });
});

describe('/explorer', () => {
  test('is one page under a policy that allows its own scripts and the hub', async () => {
    const response = await get('/explorer');
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toMatch(/script-src( 'sha256-[^']+'){3};/);
    expect(policy).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe/);
    const body = await response.text();
    expect(body).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="(https?:)?\/\//);
    expect(body).toContain('WhatACenterRuns');
  });

  test('travels compressed as the client wishes, and unpacks to the same page', async () => {
    const [brotli, zipped, plain] = [
      await getRaw('/explorer', { 'accept-encoding': 'gzip, deflate, br, zstd' }),
      await getRaw('/explorer', { 'accept-encoding': 'gzip' }),
      await getRaw('/explorer', { 'accept-encoding': 'identity, br;q=0' }),
    ];
    expect([brotli.encoding, zipped.encoding, plain.encoding]).toEqual(['br', 'gzip', undefined]);
    expect(brotli.body.length).toBeLessThan(2_100_000);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
  });

  test('answers HEAD without a body', async () => {
    const response = await get('/explorer', {}, 'HEAD');
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBeTruthy();
    expect(await response.text()).toBe('');
  });
});

describe('/', () => {
  test('says what the hub holds now', async () => {
    const counts = async () =>
      [...(await (await get('/')).text()).matchAll(/<dd>(.*?)<\/dd>/g)].map(([, count]) => count);
    const { rows } = await hub.database.pool.query<{ count: string }>(
      'SELECT count(*) FROM program WHERE archived_at IS NULL',
    );
    expect((await counts())[2]).toBe(rows[0]?.count);
    await hub.database.pool.query("UPDATE program SET archived_at = now() WHERE slug = 'secure'");
    expect((await counts())[2]).toBe(String(Number(rows[0]?.count) - 1));
    await hub.database.pool.query("UPDATE program SET archived_at = NULL WHERE slug = 'secure'");
  });

  test('asks a first query and shows its answer', async () => {
    const body = await (await get('/')).text();
    expect(body).toContain('query FirstLook {');
    expect(body).toContain('&quot;name&quot;: &quot;Advocacy and Social Justice&quot;');
    expect(body).not.toContain('&quot;errors&quot;');
  });

  test('links to everything the hub serves, and each address answers', async () => {
    const body = await (await get('/')).text();
    const links = [...body.matchAll(/href="([^"]+)"/g)].map(([, link]) => (link as string).replaceAll('&amp;', '&'));
    expect(links).toEqual(
      expect.arrayContaining(['graphql', 'explorer', 'schema.graphql', 'health/ready', 'metrics', 'icon.svg']),
    );
    for (const link of new Set(links.map((text) => text.split('?', 1)[0] as string))) {
      const { status } = await get(`/${link}`, { accept: BROWSER });
      expect({ link, status }).toEqual({ link, status: 200 });
    }
  });

  test('links the pages of docs/, which are sent as text', async () => {
    const body = await (await get('/')).text();
    const docs = [...body.matchAll(/<a href="docs\/([^"]+)">([^<]+)<\/a><\/li>/g)].map(([, file, title]) => [
      file,
      title,
    ]);
    const files = readdirSync('docs').filter((file) => file.endsWith('.md'));
    expect(docs.map(([file]) => file)).toEqual(files.sort());
    expect(docs).toContainEqual(['subscriptions.md', 'Following changes']);
    const response = await get('/docs/subscriptions.md', { accept: BROWSER });
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe(readFileSync('docs/subscriptions.md', 'utf8'));
    for (const absent of ['decisions', 'nothing.md', '..%2fpackage.json'])
      expect((await get(`/docs/${absent}`)).status).toBe(404);
  });

  test('says how to get a key, and how to follow changes at the public address', async () => {
    const env = { HUB_PUBLIC_URL: 'https://hub.example.org/equity/' };
    const elsewhere = await startTestHub({ database: hub.database, env });
    const body = await (await fetch(elsewhere.url)).text();
    expect(body).toContain('npm run -s hub -- key create --role partner');
    expect(body).toContain('curl -N https://hub.example.org/equity/graphql \\\n');
    expect(await (await get('/')).text()).toContain(`curl -N ${hub.url}/graphql \\\n`);
    await elsewhere.close();
  });

  test('runs no script and asks nobody else', async () => {
    const response = await get('/');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src|https?:|unsafe/);
    expect(await response.text()).not.toMatch(/<script|(src|href)="(https?:)?\/\//);
  });

  test('is shown when nothing can be read', async () => {
    await hub.database.pool.query('ALTER TABLE program RENAME TO out_of_reach');
    const response = await get('/');
    await hub.database.pool.query('ALTER TABLE out_of_reach RENAME TO program');
    expect(response.status).toBe(200);
    const body = await response.text();
    expect(body).toContain('The hub cannot read its database right now.');
    expect(body).not.toContain('out_of_reach');
  });

  test('shows only what the public may read, to every visitor', async () => {
    const response = await get('/', { authorization: 'Bearer nonsense' });
    expect(response.status).toBe(200);
  });
});

describe('headers', () => {
  test.each([
    '/',
    '/explorer',
    '/graphql',
    '/health/live',
    '/metrics',
    '/schema.graphql',
    '/icon.svg',
    '/favicon.ico',
    '/nowhere',
  ])('protect %s', async (path) => {
    const { headers } = await get(path, { accept: BROWSER });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test.each(['/explorer', '/graphql'])('let a browser keep %s for as long as it holds', async (path) => {
    const first = await get(path, { accept: BROWSER });
    await first.arrayBuffer();
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag') as string;
    const again = await get(path, { accept: BROWSER, 'if-none-match': `"other", ${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await get(path, { accept: BROWSER, 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('say what a page depends on, for caches', async () => {
    expect((await get('/graphql', { accept: BROWSER })).headers.get('vary')?.toLowerCase()).toContain('accept');
    expect((await get('/explorer')).headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
  });
});
