import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hubSchema } from '../../src/hub';
import { documentHash, KnownDocuments } from '../../src/platform/known-documents/known-documents';
import { InvalidManifests, readManifests } from '../../src/platform/known-documents/read-manifests';
import { runCommand } from '../support/command';

const GOOD = 'query Good { programs { totalCount } }';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'hub-manifests-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): void {
  writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function apollo(...operations: readonly object[]): object {
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

function faults(): string {
  try {
    readManifests(folder, hubSchema().schema);
  } catch (error) {
    if (error instanceof InvalidManifests) return error.message;
    throw error;
  }
  throw new Error('there are no faults');
}

test('manifests of both kinds are read, and what is not JSON is left alone', () => {
  write('README.md', 'not a manifest');
  write('a.json', apollo({ id: documentHash(GOOD), name: 'Good', type: 'query', body: GOOD, clientName: null }));
  write('b.json', {
    'relay-1': '{ __typename }',
    [documentHash('{ cores { totalCount } }')]: '{ cores { totalCount } }',
  });
  write('c.json', apollo({ id: 'mine', name: null, type: 'query', body: '{ __typename }' }));
  const known = new KnownDocuments(readManifests(folder, hubSchema().schema));

  for (const id of [`sha256:${documentHash(GOOD)}`, documentHash(GOOD)]) expect(known.find(id)).toBe(GOOD);
  for (const id of ['relay-1', 'mine', `sha256:${documentHash('{ __typename }')}`])
    expect(known.find(id)).toBe('{ __typename }');
});

test('every fault is named at once, with its file and its operation', () => {
  write('0-not-json.json', '{');
  write('1-list.json', []);
  write('2-format.json', { format: 'another', operations: [] });
  write('3-version.json', { ...apollo(), version: 2 });
  write('4-shape.json', apollo({ id: 3, name: 'A', type: 'question' }));
  write('5-texts.json', { a: 3, b: GOOD });
  write('6-operations.json', {
    parse: '{ programs',
    valid: '{ nothing }',
    deep: `{ ${'programs { nodes { core { '.repeat(8)}id${' } } }'.repeat(8)} }`,
    fragment: 'fragment F on Program { id }',
    'a b': GOOD,
    [`sha256:${'0'.repeat(64)}`]: GOOD,
    long: `{ __typename } #${'x'.repeat(100_000)}`,
    twice: GOOD,
  });
  write(
    '7-apollo.json',
    apollo(
      { id: '0'.repeat(64), name: 'Good', type: 'query', body: GOOD },
      { id: 'named', name: 'Bad', type: 'query', body: GOOD },
      { id: 'typed', name: 'Good', type: 'mutation', body: GOOD },
      { id: 'twice', name: 'Other', type: 'query', body: 'query Other { cores { totalCount } }' },
    ),
  );
  const message = faults();
  for (const part of [
    '0-not-json.json: it is not JSON',
    '1-list.json: it is not a manifest',
    '2-format.json: its format is not known',
    '3-version.json: version is a version that the hub does not know; it knows version 1',
    '4-shape.json: operations.0.id ',
    '4-shape.json: operations.0.type ',
    '4-shape.json: operations.0.body ',
    '5-texts.json: a is not a text; give the document as a string',
    '6-operations.json: parse: Syntax Error',
    '6-operations.json: valid: Cannot query field "nothing"',
    '6-operations.json: deep: ',
    '6-operations.json: fragment: Fragment "F" is never used',
    '6-operations.json: a b: this id cannot be in a URL',
    `6-operations.json: sha256:${'0'.repeat(64)}: its hash is ${documentHash(GOOD)}; create the manifest again`,
    '6-operations.json: long: it has more than 100000 bytes',
    `7-apollo.json: Good: its hash is ${documentHash(GOOD)}`,
    '7-apollo.json: Bad: it has no operation of this name',
    '7-apollo.json: Good: it is a query, not a mutation',
    '7-apollo.json: twice: 6-operations.json has another document with this id',
  ])
    expect(message).toContain(part);
});

test('a folder without manifests, or none at all, is a fault', () => {
  expect(faults()).toContain('has no manifest; put one with a name that ends in .json there');
  rmSync(folder, { recursive: true });
  expect(faults()).toContain('is not a folder that the hub can read (ENOENT); correct HUB_DOCUMENTS_DIR');
});

test('too many documents are refused, and too many faults are counted', () => {
  write(
    'a.json',
    Object.fromEntries(Array.from({ length: 10_001 }, (_none, index) => [`a${index}`, '{ __typename }'])),
  );
  expect(faults()).toContain('there are 10001 documents; keep at most 10000');
  write('a.json', Object.fromEntries(Array.from({ length: 150 }, (_none, index) => [`a${index}`, '{'])));
  expect(faults().split('\n')).toHaveLength(102);
  expect(faults()).toContain('and 50 more');
});

test('the command serve says what is wrong before it starts anything', async () => {
  write('a.json', { a: '{ nothing }' });
  const { code, stderr } = await runCommand(['serve'], {
    HUB_DOCUMENTS_DIR: folder,
    HUB_DATA_DIR: path.join(folder, 'data'),
  });

  expect(code).toBe(1);
  expect(stderr).toContain(
    'The documents of HUB_DOCUMENTS_DIR cannot be used:\n  a.json: a: Cannot query field "nothing"',
  );
});
