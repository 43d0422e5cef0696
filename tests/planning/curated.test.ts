import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FOLDER, variablesBeside } from '../operations/ask';
import { startTestHub, type TestHub } from '../support/hub';

/** How each curated operation is answered, and what of it needs resolvers. */
const PLANS: Readonly<Record<string, string>> = {
  'contacts-for-pathway-programs': 'whole',
  'copy-of-all-programs': 'whole',
  'cores-in-numbers': 'whole',
  'cores-without-programs': 'whole',
  'everything-about-a-program': 'whole',
  'gaps-in-the-directory': 'whole',
  'groups-to-join': 'whole',
  'how-an-organization-is-connected': 'part; reason="Organization.ancestors"',
  'how-two-organizations-are-linked': 'none; reason="Query.path"',
  'how-well-grounded': 'whole',
  'inferred-facts': 'part; reason="Citation.record"',
  'most-active-organizations': 'whole',
  'partners-in-a-program': 'whole',
  'program-directory': 'part; reason="Program.lead"',
  'programs-by-core': 'whole',
  'programs-by-kind-and-status': 'whole',
  'programs-for-an-audience': 'part; reason="Program.lead"',
  'programs-with-most-partners': 'whole',
  // Ranks and counts across types, with statements of its own.
  'search-the-network': 'none; reason="Query.search"',
  'support-for-a-program': 'whole',
  'topics-of-programs': 'part; reason="RecordGroupKey.record"',
  'what-a-center-runs': 'whole',
  'what-changed-lately': 'none; reason="Query.changes"',
  'what-to-look-at': 'none; reason="Query.quality"',
  'when-programs-began': 'whole',
  'who-has-which-role': 'whole',
  'who-works-on-a-topic': 'whole',
};

let hub: TestHub;
let admin: Record<string, string>;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true, env: { HUB_PLANS: 'always' } });
  admin = await hub.signIn('admin');
});
afterAll(() => hub.close());

async function planOf(file: string): Promise<string | null> {
  const query = readFileSync(path.join(FOLDER, `${file}.graphql`), 'utf8');
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...admin },
    body: JSON.stringify({ query, variables: variablesBeside(file) }),
  });
  expect(await response.json()).not.toHaveProperty('errors');
  return response.headers.get('hub-plan');
}

test('curated operations are planned, except for what features resolve themselves', async () => {
  const files = readdirSync(FOLDER).flatMap((name) => /^(.*)\.graphql$/.exec(name)?.[1] ?? []);
  const found = new Map<string, string | null>();
  for (const file of files) found.set(file, await planOf(file));

  expect(Object.fromEntries(found)).toEqual(PLANS);
  expect([...found.values()].filter((plan) => plan?.startsWith('none')).length).toBeLessThanOrEqual(4);
});
