// Says what clients find changed in the schema since the last release; with a version, writes it into docs/schema-changelog.md.
import { runFromSources } from './tools/sources.mjs';

await runFromSources('scripts/changes/main.ts');
