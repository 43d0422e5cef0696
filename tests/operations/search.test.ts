import { SearchTheNetworkDocument } from '../../schema/documents/generated/graphql';
import { startTestHub, type TestHub } from '../support/hub';
import { ask } from './ask';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
});
afterAll(() => hub.close());

// A score says only which of two hits of one search is better.
const score = expect.any(Number) as number;

test('what the network has on advocacy', async () => {
  const { search } = await ask(hub, SearchTheNetworkDocument);
  expect(search).toEqual([
    {
      type: 'CORE',
      name: 'Advocacy and Social Justice',
      score,
      excerpt: expect.stringMatching(/^<mark>Advocacy<\/mark> and Social Justice/),
      node: { slug: 'advocacy-and-social-justice', tagline: 'Speak Truth to Power' },
    },
    {
      type: 'PROGRAM',
      name: 'Community Pediatrics & Advocacy Program',
      score,
      excerpt: expect.stringMatching(/^Community Pediatrics &amp; <mark>Advocacy<\/mark> Program/),
      node: { slug: 'community-pediatrics-and-advocacy', kind: 'TRAINING', lead: { slug: 'chop' } },
    },
    {
      type: 'ORGANIZATION',
      name: 'Pride at CHOP',
      score,
      excerpt: expect.stringMatching(/teaching and <mark>advocacy<\/mark>$/),
      node: { slug: 'pride-at-chop', type: 'EMPLOYEE_RESOURCE_GROUP' },
    },
    {
      type: 'ORGANIZATION',
      name: 'Providers of Pride at CHOP',
      score,
      excerpt: expect.stringMatching(/teaching and <mark>advocacy<\/mark>$/),
      node: { slug: 'providers-of-pride', type: 'NETWORK' },
    },
    {
      type: 'ORGANIZATION',
      name: 'CHOP Government Affairs',
      score,
      excerpt: expect.not.stringContaining('<mark>'),
      node: { slug: 'chop-government-affairs', type: 'DEPARTMENT' },
    },
  ]);
  const scores = search.map((hit) => hit.score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});

test('a person is found in spite of a typing error', async () => {
  const { search } = await ask(
    hub,
    SearchTheNetworkDocument,
    { query: 'Jesica Fowler', types: ['CONTACT'] },
    { planned: 2, byResolvers: 2 },
  );
  expect(search).toEqual([
    {
      type: 'CONTACT',
      name: 'Jessica Fowler',
      score,
      excerpt: expect.any(String),
      node: { email: 'fowlerj@chop.edu' },
    },
  ]);
});

test('hits of one type are cut to as many as are asked for', async () => {
  const { search } = await ask(
    hub,
    SearchTheNetworkDocument,
    { query: 'advocacy', types: ['ORGANIZATION'], first: 1 },
    { planned: 2, byResolvers: 2 },
  );
  expect(search.map(({ name }) => name)).toEqual(['Pride at CHOP']);
});
