import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { KeyRole } from '../../src/platform/access/viewer';
import { readOperations } from '../../src/platform/http/pages';
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

async function expectTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, selected: true }).waitFor();
}

function tabs(page: Page): Promise<string[]> {
  return page.getByRole('tab').allTextContents();
}

test('a first visit loads everything from the hub, and runs a curated operation', async () => {
  const { page, complaints } = await explore('/explorer');
  await run(page);
  await expectAnswer(page, 'Jessica Fowler');
  expect(await tabs(page)).toHaveLength(1);
  expect(complaints).toEqual([]);
  expect(browser.refused).toEqual([]);
});

test('a link opens its operation with its variables', async () => {
  const { page, complaints } = await explore('/explorer?operation=PartnersInAProgram');
  await expectTab(page, 'PartnersInAProgram');
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

test('the questions are a list, and each opens in a tab of its own', async () => {
  const { page, complaints } = await explore('/explorer');
  await expectTab(page, 'ContactsForPathwayPrograms');
  const list = page.getByRole('navigation', { name: 'Questions to start from' });
  expect(await list.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Questions to start from' }).click();
  const questions = readOperations().map(({ question }) => question);
  expect(await list.getByRole('listitem').allTextContents()).toEqual(questions);
  expect(await list.getByRole('heading').allTextContents()).toEqual(['For front ends', 'For analysts', 'For partners']);
  await list.getByRole('link', { name: 'Who partners in SECURE?' }).click();
  await expectTab(page, 'PartnersInAProgram');
  expect(await tabs(page)).toHaveLength(2);
  await run(page);
  await expectAnswer(page, 'CHOP Emergency Department');
  expect(complaints).toEqual([]);
});

test('what somebody wrote is there after a reload, once', async () => {
  const { page } = await explore('/explorer?operation=WhoWorksOnATopic');
  await expectTab(page, 'WhoWorksOnATopic');
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# mine\n');
  await expectKept(page, '# mine');
  await page.reload();
  await page.locator('.graphiql-query-editor').getByText('# mine').waitFor();
  expect(await tabs(page)).toHaveLength(1);
  await page.goto(`${hub.url}/explorer?operation=GroupsToJoin`);
  await expectTab(page, 'GroupsToJoin');
  expect(await tabs(page)).toHaveLength(2);
  await page.goto(`${hub.url}/explorer?operation=GroupsToJoin`);
  await expectTab(page, 'GroupsToJoin');
  expect(await tabs(page)).toHaveLength(2);
});

test('what was run is in the history, also after a reload', async () => {
  const { page, complaints } = await explore('/explorer?operation=CoresWithoutPrograms');
  await run(page);
  await expectAnswer(page, 'Clinical Quality and Safety');
  await page.goto(`${hub.url}/explorer?operation=GroupsToJoin`);
  await page.getByRole('button', { name: 'Show History' }).click();
  await page.locator('.graphiql-history-item').getByText('CoresWithoutPrograms').click();
  await page.locator('.graphiql-query-editor').getByText('CoresWithoutPrograms').first().waitFor();
  expect(complaints).toEqual([]);
});

test('the docs begin with the description of the schema, and with the records', async () => {
  const { page } = await explore('/explorer');
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const docs = page.locator('.graphiql-doc-explorer');
  await docs.getByText('The directory of a health-equity network').waitFor();
  const types = await docs.locator('a.graphiql-doc-explorer-type-name').allTextContents();
  expect(types.slice(0, 4)).toEqual(['Query', 'Mutation', 'Subscription', 'Organization']);
  const [program, connection, kind, input] = ['Program', 'ProgramConnection', 'ProgramKind', 'ProgramWhere'].map(
    (name) => types.indexOf(name),
  );
  expect([program, connection, kind, input]).toEqual(
    [program, connection, kind, input].toSorted((a = 0, b = 0) => a - b),
  );
  await docs.getByRole('link', { name: 'Query' }).click();
  await docs.getByText('Reads records and the change log.').waitFor();
  const [first] = await docs.locator('a.graphiql-doc-explorer-field-name').allTextContents();
  expect(first).toBe('organization');
});

describe('the key', () => {
  const field = (page: Page) => page.getByLabel('Key', { exact: true });
  const signIn = async (page: Page, key: string): Promise<void> => {
    await field(page).fill(key);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  const keyOf = async (role: KeyRole): Promise<string> =>
    String((await hub.signIn(role)).authorization).replace('Bearer ', '');
  const FOLLOW = 'subscription Follow { programUpdates { cursor } }';

  test('is remembered until the browser tab is closed, and nowhere else', async () => {
    const { page, complaints } = await explore(
      '/explorer?query=%7B%20programs(includeArchived%3A%20true)%20%7B%20totalCount%20%7D%20%7D',
    );
    await page.getByText('You see what is public.').waitFor();
    await run(page);
    await expectAnswer(page, 'Sign in to use includeArchived');
    const key = await keyOf('editor');
    await signIn(page, key);
    await page.getByText('Signed in').waitFor();
    expect(await field(page).isVisible()).toBe(false);
    await run(page);
    await expectAnswer(page, '"totalCount": 11');
    await page.reload();
    await page.getByText('Signed in').waitFor();
    expect(page.url()).toBe(`${hub.url}/explorer`);
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(key);
    expect(complaints).toEqual([]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You see what is public.').waitFor();
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain(key);
    await run(page);
    await expectAnswer(page, 'Sign in to use includeArchived');
  });

  test('that is not accepted is not kept, and the page says why', async () => {
    const { page } = await explore('/explorer');
    await signIn(page, 'my-key');
    await page.getByRole('status').getByText('The credential is neither a hub key nor a JWT').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await signIn(page, `Bearer ${await keyOf('partner')}`);
    await page.getByText('Signed in').waitFor();
  });

  test('that is no longer accepted is forgotten', async () => {
    const { page } = await explore('/explorer');
    await signIn(page, await keyOf('partner'));
    await page.getByText('Signed in').waitFor();
    await page.evaluate(`sessionStorage.setItem('equity-hub:key', 'hub_000000000000_${'x'.repeat(43)}')`);
    await page.reload();
    await page.getByRole('status').getByText('unknown, wrong, expired or revoked').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  test('lets the explorer follow a subscription', async () => {
    const { page, complaints } = await explore(`/explorer?${new URLSearchParams({ query: FOLLOW }).toString()}`);
    await signIn(page, await keyOf('partner'));
    await page.getByText('Signed in').waitFor();
    await run(page);
    await expectAnswer(page, '"programUpdates"');
    await page.getByRole('button', { name: /^Stop/ }).click();
    expect(complaints).toEqual([]);
  });
});

test('on a phone nothing has to be scrolled sideways, and the docs take the whole width', async () => {
  const { page } = await open(`${hub.url}/explorer`, { viewport: { width: 390, height: 844 } });
  await expectTab(page, 'ContactsForPathwayPrograms');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-doc-explorer').getByText('The directory of a health-equity network').waitFor();
  const box = await page.locator('.graphiql-plugin').boundingBox();
  expect(box?.width).toBeGreaterThan(300);
  expect(await page.locator('.graphiql-query-editor').isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click();
  await page.locator('.graphiql-query-editor').waitFor();
});

test('a credential in the headers is not kept in the browser, nor in the history', async () => {
  const { page } = await explore('/explorer');
  await page.getByRole('button', { name: 'Headers' }).click();
  await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden)').click();
  await page.keyboard.type('{"authorization": "Bearer hub_secret"}');
  await run(page);
  await expectAnswer(page, 'UNAUTHENTICATED');
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('hub_secret');
});

test('the list of the open tab is saved as CSV, and what is none says why', async () => {
  const query = 'query Names { programs(first: 2) { totalCount nodes { name } } }';
  const { page, complaints } = await explore(`/explorer?${new URLSearchParams({ query }).toString()}`);
  await expectTab(page, 'Names');
  const button = page.getByRole('button', { name: 'as CSV' });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(download.suggestedFilename()).toBe('Names.csv');
  expect((await readFile(await download.path(), 'utf8')).split('\r\n')).toHaveLength(4);
  expect(complaints).toEqual([]);
  const other = await explore(`/explorer?${new URLSearchParams({ query: '{ viewer { role } }' }).toString()}`);
  await other.page.getByRole('button', { name: 'as CSV' }).click();
  await other.page.getByText('A file is one list').waitFor();
});
