// Plays faults against real hubs and reports what was lost.
import { runFromSources } from '../scripts/tools/sources.mjs';

await runFromSources('chaos/main.ts');
