import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The benchmark's folder. */
export const BENCH = fileURLToPath(new URL('..', import.meta.url));

/** The project's folder. */
export const ROOT = join(BENCH, '..');

/** What the benchmark keeps between runs: its database. Git ignores it, like every `.hub`. */
export const STATE = join(BENCH, '.hub');

/** The compiled hub's command line. */
export const HUB_MAIN = join(ROOT, 'dist/src/main.js');
