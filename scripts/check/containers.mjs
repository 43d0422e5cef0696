// Lints Dockerfile and docker-compose.yml, the latter against the schema of the Compose specification too.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DCLinter } from 'dclint';
import dockerfilelint from 'dockerfilelint';
import { root } from '../lib/root.mjs';

/** Order is for the reader: what a service is comes first, and a service after those that it needs. */
const COMPOSE_RULES = { 'service-keys-order': 0, 'services-alphabetical-order': 0 };

const faults = [...dockerfileFaults(), ...composeFaults()];
for (const fault of faults) process.stdout.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;

function dockerfileFaults() {
  const text = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
  // The linter takes --start-period for an unknown option "--start".
  const items = dockerfilelint.run(root, text.replace(/--start-period=\S+ /, ''));
  return [
    ...items.map(({ line, title, description }) => `Dockerfile:${line}: ${title}: ${description}`),
    ...ownFaults(text.slice(text.lastIndexOf('\nFROM ')), text),
  ];
}

/** What the linter does not ask. */
function ownFaults(lastStage, text) {
  const unpinned = [...text.matchAll(/^FROM (\S+)/gm)].filter(([, image]) => !/:\d/.test(image));
  return [
    ...unpinned.map(([, image]) => `Dockerfile: ${image} has no version in its tag`),
    ...(/^USER (?!root|0)\S+$/m.test(lastStage) ? [] : ['Dockerfile: the last stage runs as root; add USER']),
    ...(/^HEALTHCHECK /m.test(lastStage) ? [] : ['Dockerfile: the last stage has no HEALTHCHECK']),
  ];
}

function composeFaults() {
  const linter = new DCLinter({ rules: COMPOSE_RULES, quiet: false, debug: false, exclude: [] });
  const results = linter.lintFiles([path.join(root, 'docker-compose.yml')], false);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, message, rule }) => `docker-compose.yml:${line}: ${message} (${rule})`),
  );
}
