import { readOperations } from '../../src/platform/http/pages';
import { browser, hub, open } from './opened-hub';

const CDN = 'https://embeddable-sandbox.cdn.apollographql.com/**';

test('offline, the page says so and leads to the explorer', async () => {
  const { page } = await open(`${hub.url}/graphql`);
  await page.getByText('Apollo Sandbox cannot be loaded').waitFor();
  expect(browser.refused).toEqual(['embeddable-sandbox.cdn.apollographql.com:443']);
  expect(await page.getByRole('combobox').isVisible()).toBe(false);
  await page.getByRole('link', { name: 'Who works on advocacy?' }).click();
  await page.getByRole('tab', { name: 'WhoWorksOnATopic', selected: true }).waitFor();
});

test('where Apollo does not answer, the page says that, and still takes the answer when it comes', async () => {
  const { page } = await open('about:blank');
  let answer = (): void => undefined;
  const asked = new Promise<void>((done) => {
    void page.route(CDN, (route) => {
      answer = () => void route.fulfill({ contentType: 'text/javascript', body: STAND_IN });
      done();
    });
  });
  await page.goto(`${hub.url}/graphql`, { waitUntil: 'commit' });
  await asked;
  await page.getByText('have not answered yet').waitFor();
  answer();
  await page.getByRole('combobox').waitFor();
  expect(await page.getByText('have not answered yet').isVisible()).toBe(false);
});

test('Sandbox gets each curated operation with its own variables', async () => {
  const { page, complaints } = await open('about:blank');
  await page.route(CDN, (route) => route.fulfill({ contentType: 'text/javascript', body: STAND_IN }));
  await page.goto(`${hub.url}/graphql`);
  const list = page.getByRole('combobox', { name: 'Start from' });
  const starters = readOperations().map(({ question }) => question);
  expect(await list.getByRole('option').allTextContents()).toEqual(starters);
  expect(await list.locator('optgroup').evaluateAll((all) => all.map((one) => one.getAttribute('label')))).toEqual([
    'For front ends',
    'For analysts',
    'For partners',
  ]);
  await list.selectOption('PartnersInAProgram');
  const { initialEndpoint, initialState } = await page.evaluate<Shown>('shown');
  expect(initialEndpoint).toBe(`${hub.url}/graphql`);
  expect(initialState.document).toContain('query PartnersInAProgram($slug: String!)');
  expect(initialState.variables).toEqual({ slug: 'secure' });
  expect(await page.locator('#sandbox iframe').count()).toBe(1);
  expect(await page.evaluate('sent')).toEqual({ data: { __typename: 'Query' } });
  expect(complaints).toEqual([]);
});

interface Shown {
  readonly initialEndpoint: string;
  readonly initialState: { readonly document: string; readonly variables?: unknown };
}

/** Does what Apollo's script does to the page around it: it puts a frame there, and sends the operations from it. */
const STAND_IN = `
  window.EmbeddedSandbox = class {
    constructor(options) {
      window.shown = options;
      this.frame = document.createElement('iframe');
      document.querySelector(options.target).append(this.frame);
      window.sent = fetch(options.initialEndpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ __typename }' }),
      }).then((response) => response.json());
    }
    dispose() { this.frame.remove(); }
  };`;
