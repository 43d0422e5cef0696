// Sends random operations, requests and messages to a real hub and judges its answers.
import { runFromSources } from '../scripts/tools/sources.mjs';

await runFromSources('fuzz/main.ts');
