import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from '@babel/core';
import { documentText, section, type FrontEnd } from './front-end';
import { describeCache, play, type Seen } from './story';

/** A document that the page has for other clients, in Relay's form: its operation is named after the file. */
function tagged(name: string): string {
  const text = documentText(name)
    .replace(/^query (\w+)/, 'query relay$1Query')
    .replace(/^mutation (\w+)/, 'mutation relay$1Mutation');
  return `graphql\`${text}\``;
}

/** Compiles the documents, and does what a bundler does: it runs Relay's plugin and finds the modules that it names. */
function bundle(code: string, frontEnd: FrontEnd): string {
  frontEnd.write('relay.js', code);
  frontEnd.write('relay.config.json', section('Relay', 'json'));
  frontEnd.copySchema();
  frontEnd.tool('relay-compiler/cli.js', 'relay.config.json');
  const generated = path.join(frontEnd.folder, '__generated__');
  for (const name of readdirSync(generated)) {
    const file = path.join(generated, name);
    writeFileSync(file, withExtensions(readFileSync(file, 'utf8')));
  }
  const options = { cwd: frontEnd.folder, filename: 'relay.js', configFile: false, babelrc: false } as const;
  const plugin = [require.resolve('babel-plugin-relay'), { eagerEsModules: true }] as const;
  return withExtensions(transformSync(code, { ...options, plugins: [[...plugin]] })?.code ?? '');
}

/** Node wants the whole name of a file. */
function withExtensions(code: string): string {
  return code.replace(/(from ['"][^'"]+\.graphql)(['"])/g, '$1.js$2');
}

const PROBE = `
  const LINKS = ${tagged('LINKS')};
  const ARCHIVE = ${tagged('ARCHIVE_ORGANIZATION')};
  const documentOf = new Map([
    [documents.PROGRAM, ONE],
    [documents.UPDATE_PROGRAM, UPDATE],
    [documents.LINKS, LINKS],
    [documents.ARCHIVE_ORGANIZATION, ARCHIVE],
  ]);
  const operation = (query, variables) => createOperationDescriptor(documentOf.get(query), variables);
  const read = (query, variables) => {
    environment.retain(operation(query, variables));
    return fetchQuery(environment, documentOf.get(query), variables).toPromise();
  };
  const snapshot = (query, variables) =>
    environment.lookup(query === documents.PROGRAMS ? page.selector : operation(query, variables).fragment);
  const cached = (query, variables) => structuredClone(snapshot(query, variables).data);
  const watch = (query, variables, seen) => {
    const now = snapshot(query, variables);
    environment.subscribe(now, ({ data }) => seen(data));
    seen(now.data);
  };
  const mutate = (query, variables) => new Promise((onCompleted, onError) => {
    commitMutation(environment, { mutation: documentOf.get(query), variables, onCompleted, onError });
  });
`;

let seen: Seen;

beforeAll(async () => {
  seen = await play({ code: section('Relay', 'js'), probe: PROBE, bundle });
});

describe('in Relay', () => describeCache(() => seen));
