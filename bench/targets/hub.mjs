import { join } from 'node:path';
import { signIn } from '../lib/key.mjs';
import { HUB_MAIN, STATE } from '../lib/paths.mjs';
import { DOCUMENTS, ORGANIZATION_CURSORS, canonical, variablesFor } from './documents.mjs';
import { walkCursors } from './walk-cursors.mjs';

/** The hub as in production. */
export const hub = {
  name: 'hub',
  title: 'Equity Hub',
  script: HUB_MAIN,
  args: ['serve'],
  env: { LOG_LEVEL: 'error', HOST: '127.0.0.1', HUB_RATE_LIMIT: 'off', HUB_DATA_DIR: join(STATE, 'hub') },
  readyPath: '/health/ready',
  path: () => '/graphql',
  prepare: (ask) =>
    walkCursors(
      async (after) => (await ask({ query: ORGANIZATION_CURSORS, variables: { after } })).organizations.edges,
    ),
  body: (query, input, cursors) => ({ query: DOCUMENTS[query], variables: variablesFor(query, input, cursors) }),
  signIn,
  canonical,
};
