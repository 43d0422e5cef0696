import type { Page } from 'playwright-core';
import type { OpenPage } from '../support/browser';
import { until } from '../support/until';
import { browser, hub, open } from './opened-hub';

const explore = (path: string): Promise<OpenPage> =>
  open(`${hub.url}${path}`, { viewport: { width: 1400, height: 900 } });

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Execute/ }).click();
}

/** The text of the answer; the editor draws each blank as a no-break space. */
async function expectAnswer(page: Page, text: string): Promise<void> {
  const answer = page.locator('.result-window .view-lines');
  await answer.filter({ hasText: new RegExp(text.replaceAll(' ', '\\s')) }).waitFor();
}

/** GraphiQL keeps its tabs a moment after each change. By asking again: the page's policy refuses a script that would wait in it. */
async function expectKept(page: Page, text: string): Promise<void> {
  await until(`GraphiQL keeps ${text}`, async () =>
    String(await page.evaluate(`localStorage.getItem('graphiql:tabState')`)).includes(text),
  );
}

function tabs(page: Page): Promise<string[]> {
  return page.getByRole('tab').allTextContents();
}

test('a first visit loads everything from the hub, and runs a curated operation', async () => {
  const { page, complaints } = await explore('/explorer');
  await run(page);
  await expectAnswer(page, 'Jessica Fowler');
  expect((await tabs(page)).length).toBeGreaterThanOrEqual(8);
  expect(complaints).toEqual([]);
  expect(browser.refused).toEqual([]);
});

test('a link opens its operation with its variables', async () => {
  const { page, complaints } = await explore('/explorer?operation=PartnersInAProgram');
  await page.getByRole('tab', { name: 'PartnersInAProgram', selected: true }).waitFor();
  await run(page);
  await expectAnswer(page, 'CHOP Emergency Department');
  expect(complaints).toEqual([]);
});

test('a link opens any query with its variables', async () => {
  const query = 'query Other($slug: String!) { program(slug: $slug) { name } }';
  const { page } = await explore(
    `/explorer?${new URLSearchParams({ query, variables: '{"slug":"secure"}' }).toString()}`,
  );
  await page.getByRole('tab', { name: 'Other', selected: true }).waitFor();
  await run(page);
  await expectAnswer(page, 'SECURE');
});

test('a query that somebody writes is completed from the schema and run', async () => {
  const { page, complaints } = await explore('/explorer?query=%7B%20__typename%20%7D');
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('{ organizations { totalC');
  await page.getByRole('option', { name: /totalCount/ }).waitFor();
  await page.keyboard.press('Enter');
  await run(page);
  await expectAnswer(page, '"totalCount": 29');
  expect(complaints).toEqual([]);
  expect(browser.refused).toEqual([]);
});

test('what somebody wrote is there after a reload, once', async () => {
  const { page } = await explore('/explorer?operation=WhoWorksOnATopic');
  const before = await tabs(page);
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# mine\n');
  await expectKept(page, '# mine');
  await page.reload();
  await page.locator('.graphiql-query-editor').getByText('# mine').waitFor();
  expect(await tabs(page)).toHaveLength(before.length);
  await page.goto(`${hub.url}/explorer?operation=GroupsToJoin`);
  await page.getByRole('tab', { name: 'GroupsToJoin', selected: true }).waitFor();
  expect(await tabs(page)).toHaveLength(before.length);
});

test('a credential in the headers is not kept in the browser', async () => {
  const { page } = await explore('/explorer');
  await page.getByRole('button', { name: 'Headers' }).click();
  await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden)').click();
  await page.keyboard.type('{"authorization": "Bearer hub_secret"}');
  await run(page);
  await expectAnswer(page, 'UNAUTHENTICATED');
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('hub_secret');
});
