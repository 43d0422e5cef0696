// Lints Dockerfile and docker-compose.yml. Validates docker-compose.yml against the schema of the Compose specification too.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DCLinter } from 'dclint';
import dockerfilelint from 'dockerfilelint';
import { parse } from 'yaml';
import { root } from '../lib/root.mjs';

/** The order of keys and services is for the reader: what a service is comes first, and a service follows those that it needs. */
const COMPOSE_RULES = { 'service-keys-order': 0, 'services-alphabetical-order': 0 };

/** Each container needs limits, so that it does not slow down others. */
const BOUNDS = ['mem_limit', 'pids_limit', 'cpus'];

const faults = [...dockerfileFaults(), ...composeFaults()];
for (const fault of faults) process.stdout.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;

function dockerfileFaults() {
  const text = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
  // The linter wrongly reads --start-period as an unknown option "--start".
  const items = dockerfilelint.run(root, text.replace(/--start-period=\S+ /, ''));
  return [
    ...items.map(({ line, title, description }) => `Dockerfile:${line}: ${title}: ${description}`),
    ...ownFaults(text.slice(text.lastIndexOf('\nFROM ')), text),
  ];
}

/** Rules that the linter does not have. */
function ownFaults(lastStage, text) {
  const images = [...text.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  return [
    ...unpinned(images).map((fault) => `Dockerfile: ${fault}`),
    ...(/^USER (?!root|0)\S+$/m.test(lastStage) ? [] : ['Dockerfile: the last stage runs as root; add USER']),
    ...(/^HEALTHCHECK /m.test(lastStage) ? [] : ['Dockerfile: the last stage has no HEALTHCHECK']),
  ];
}

/** Images need a digest, because a tag can be moved to another image. */
function unpinned(images) {
  const faulty = images.filter((image) => !/:\d[^@]*@sha256:[0-9a-f]{64}$/.test(image));
  return faulty.map((image) => `${image} is not pinned; give a tag with a version, and the digest`);
}

function ownComposeFaults() {
  const { services } = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'));
  return Object.entries(services).flatMap(([name, service]) => [
    ...unpinned(service.image ? [service.image] : []),
    ...BOUNDS.filter((bound) => !service[bound]).map((bound) => `${name} has no ${bound}; add it`),
  ]);
}

function composeFaults() {
  const linter = new DCLinter({ rules: COMPOSE_RULES, quiet: false, debug: false, exclude: [] });
  const results = linter.lintFiles([path.join(root, 'docker-compose.yml')], false);
  const linted = results.flatMap(({ messages }) =>
    messages.map(({ line, message, rule }) => `docker-compose.yml:${line}: ${message} (${rule})`),
  );
  return [...linted, ...ownComposeFaults().map((fault) => `docker-compose.yml: ${fault}`)];
}
