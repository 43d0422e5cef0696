import { hub } from './hub.mjs';
import { mercurius } from './mercurius.mjs';
import { postgraphile } from './postgraphile.mjs';
import { raw } from './raw.mjs';

/**
 * What is measured. A target is a script to run in a process of its own and a way to ask it:
 * `path(query)`, `body(query, input, prepared)`, `canonical(query, data, input)` (its answer in the hub's shape), and where needed
 * `prepare(ask)` (once, before the clock runs), `readyPath`, `env`, `args`, `leastNode`.
 */
export const TARGETS = [hub, raw, postgraphile, mercurius];
