import { hub } from './hub.mjs';
import { mercurius } from './mercurius.mjs';
import { postgraphile } from './postgraphile.mjs';
import { raw } from './raw.mjs';

/**
 * The servers to measure. A target is a script to run in its own process, and how to send requests to it:
 * `path(query)`, `body(query, input, prepared)`, `canonical(query, data, input)` (converts an answer to the hub's shape, that of a write to a list
 * of programs), and if needed `prepare(ask)` (once, before the clock starts), `signIn(databaseUrl, role)` (the headers of a workload with a role), `readyPath`, `env`, `args`, `leastNode`,
 * `lacks` (the queries that it does not answer).
 */
export const TARGETS = [hub, raw, postgraphile, mercurius];
