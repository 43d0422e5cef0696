import { join } from 'node:path';
import { BENCH } from '../lib/paths.mjs';

const PATHS = {
  Q1: '/program',
  Q2: '/programs',
  Q3: '/organizations',
  Q3deep: '/organizations',
  Q4: '/typename',
  Q5: '/entities',
  Q6: '/busiest',
  Q7: '/groups',
  Q8: '/cores',
  update: '/update',
  bulk: '/update',
  create: '/create',
};

/** The fastest possible server, written by hand. */
export const raw = {
  name: 'raw',
  title: 'raw',
  script: join(BENCH, 'servers/raw.mjs'),
  path: (query) => PATHS[query],
  body: (_query, input) => input,
  canonical: (_query, data) => data.written ?? data,
};
