import { readFile } from 'node:fs/promises';
import { browser, hub, open } from './opened-hub';

test.each(['light', 'dark'] as const)(
  'the work list shows itself in %s, without scripts, without others',
  async (colorScheme) => {
    const { page, complaints } = await open(`${hub.url}/quality`, { colorScheme, javaScriptEnabled: false });
    await page.getByRole('heading', { level: 1, name: 'Work list' }).waitFor();
    await page.getByRole('link', { name: 'Programs without a URL' }).waitFor();
    expect(complaints).toEqual([]);
    expect(browser.refused).toEqual([]);
  },
);

test.each([320, 1600])('nothing has to be scrolled sideways at a width of %i', async (width) => {
  const { page } = await open(`${hub.url}/quality`, { viewport: { width, height: 800 } });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
});

test('a line opens its question in the explorer, which answers it', async () => {
  const { page, complaints } = await open(`${hub.url}/quality`);
  await page.getByRole('link', { name: 'Programs that no organization leads' }).click();
  await page.getByRole('button', { name: /^Execute/ }).click();
  await page.locator('.result-window .view-lines').getByText('totalCount').first().waitFor();
  expect(complaints).toEqual([]);
});

test('a list of records is saved as CSV, and other questions have no button', async () => {
  const { page, complaints } = await open(`${hub.url}/quality`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Programs without a URL as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('programs.csv');
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^id,name,?.*\r\n[0-9a-f-]{36},/);
  const lines = await page.locator('.work li').count();
  expect(await page.getByRole('button', { name: /as CSV$/ }).count()).toBeLessThanOrEqual(lines);
  expect(complaints).toEqual([]);
});
