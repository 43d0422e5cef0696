// Plays faults against real hubs and tells what was lost.
import { runFromSources } from '../scripts/lib/sources.mjs';

await runFromSources('chaos/main.ts');
