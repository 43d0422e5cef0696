import { join } from 'node:path';
import { BENCH } from '../lib/paths.mjs';
import { DOCUMENTS, canonical, variablesFor } from './documents.mjs';

/** Mercurius 16 with its JIT and hand-written loaders. */
export const mercurius = {
  name: 'mercurius',
  title: 'Mercurius',
  script: join(BENCH, 'servers/mercurius.mjs'),
  // Computing is left to SQL by hand, which is measured as raw.
  lacks: ['Q6', 'Q7', 'Q8'],
  path: () => '/graphql',
  body: (query, input) => ({ query: DOCUMENTS[query], variables: variablesFor(query, input, cursorOf(input)) }),
  canonical,
};

/** Its cursors are made from the row itself, so there is no need to collect them first. */
function cursorOf(input) {
  return { get: () => Buffer.from(JSON.stringify(input.after)).toString('base64url') };
}
