// Causes faults while real hubs are running, and reports what subscribers lost.
import { runFromSources } from '../scripts/tools/sources.mjs';

await runFromSources('chaos/main.ts');
