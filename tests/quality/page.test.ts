import { startTestHub, type TestHub } from '../support/hub';

let hub: TestHub;
let empty: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
  empty = await startTestHub();
});
afterAll(() => Promise.all([hub.close(), empty.close()]));

async function pageOf({ url }: TestHub): Promise<{ response: Response; text: string }> {
  const response = await fetch(`${url}/quality`);
  return { response, text: await response.text() };
}

test('each line has its count and opens its question in the explorer', async () => {
  const { text } = await pageOf(hub);
  const { data } = await hub.query<{ quality: { title: string; count: number; question: string }[] }, unknown>(
    '{ quality { title count question } }',
  );
  const open = data.quality.filter(({ count }) => count > 0);
  expect(open.length).toBeGreaterThan(3);
  for (const { title, count, question } of open) {
    const link = `<a href="explorer?query=${encodeURIComponent(question).replaceAll("'", '&#39;')}">${title}</a> <strong>${count}</strong>`;
    expect(text.replace(/>\s+</g, '> <')).toContain(link);
  }
});

test('it is a page with one script of its own, which no cache keeps', async () => {
  const { response, text } = await pageOf(hub);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-security-policy')).toMatch(/script-src 'sha256-[\w+/=]+'; connect-src 'self';/);
  expect(text.match(/<script/g)).toHaveLength(1);
});

test('it says so if there is nothing to do', async () => {
  expect((await pageOf(empty)).text).toContain('There is nothing to do.');
});

test('the home page leads to it', async () => {
  expect(await (await fetch(`${hub.url}/`)).text()).toContain('<a href="quality"><strong>Work list</strong>');
});
