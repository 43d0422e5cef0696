import { browser, hub, open } from './opened-hub';

test.each(['light', 'dark'] as const)(
  'the hub presents itself in %s, without scripts, without others',
  async (colorScheme) => {
    const { page, complaints } = await open(hub.url, { colorScheme, javaScriptEnabled: false });
    await page.getByRole('heading', { level: 1, name: 'Equity Hub' }).waitFor();
    expect(await page.getByRole('definition').allTextContents()).toEqual(['29', '4', '11', '7', '2', '36', '2']);
    await page.getByText('"name": "Advocacy and Social Justice"').waitFor();
    expect(complaints).toEqual([]);
    expect(browser.refused).toEqual([]);
  },
);

test.each([320, 1600])('nothing has to be scrolled sideways at a width of %i', async (width) => {
  const { page } = await open(hub.url, { viewport: { width, height: 800 } });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
});

test('text has enough contrast', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const opened = await open(hub.url, { colorScheme });
    expect(await opened.page.evaluate(LOWEST_CONTRAST)).toBeGreaterThanOrEqual(4.5);
    await opened.close();
  }
});

test('the first query opens in the explorer', async () => {
  const { page, complaints } = await open();
  await page.getByRole('link', { name: 'Open it in the explorer' }).click();
  await page.getByRole('tab', { name: 'FirstLook', selected: true }).waitFor();
  await page.getByRole('button', { name: /^Execute/ }).click();
  await page.locator('.result-window .view-lines').getByText('Advocacy').first().waitFor();
  expect(complaints).toEqual([]);
});

test('a question opens in the explorer', async () => {
  const { page, complaints } = await open();
  await page.getByRole('link', { name: 'Which cores have no program yet?' }).click();
  await page.getByRole('tab', { name: 'CoresWithoutPrograms', selected: true }).waitFor();
  expect(complaints).toEqual([]);
});

/** The lowest contrast of any text with the nearest ground beneath it, as WCAG 2 reckons it. */
const LOWEST_CONTRAST = `
  (() => {
    const light = (color) => {
      const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element) => {
      const color = getComputedStyle(element).backgroundColor;
      return color === 'rgba(0, 0, 0, 0)' && element.parentElement ? ground(element.parentElement) : color;
    };
    return Math.min(...[...document.querySelectorAll('h1, h2, p, a, dt, dd, pre, code, span, strong, figcaption')].map((element) => {
      const [low, high] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    }));
  })()`;
