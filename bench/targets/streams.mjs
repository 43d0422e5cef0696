import { join } from 'node:path';
import { BENCH } from '../lib/paths.mjs';
import { hub } from './hub.mjs';

const FOLLOW = `subscription ($where: ProgramWhere) { programUpdates(where: $where) { __typename cursor previous
  ... on ProgramChanged { kind programId version changes { field before after } program { name status } } } }`;

/** The hub's `programUpdates`, perhaps with a filter. Each subscriber has its own WebSocket. */
export const stream = {
  ...hub,
  /** The messages that a subscriber sends, and the answer that it waits for after each. */
  opening: (authorization, where) => [
    {
      message: { type: 'connection_init', payload: { authorization } },
      answered: (text) => text.includes('connection_ack'),
    },
    {
      message: { id: '1', type: 'subscribe', payload: { query: FOLLOW, variables: { where } } },
      answered: (text) => text.includes('Checkpoint'),
    },
  ],
  isEvent: (text) => text.includes('"ProgramChanged"'),
};

/** A server that only sends. */
export const broadcast = {
  name: 'broadcast',
  title: 'broadcast',
  script: join(BENCH, 'servers/broadcast.mjs'),
  path: () => '/graphql',
  body: () => ({}),
  opening: () => [],
  isEvent: () => true,
};
