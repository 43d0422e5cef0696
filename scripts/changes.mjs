// Prints how the schema has changed for clients since the last release. With a version, writes it into docs/schema-changelog.md.
import { runFromSources } from './tools/sources.mjs';

await runFromSources('scripts/changes/main.ts');
