import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { Documents, InvalidDocument } from '../execution/documents';
import { LIMITS } from '../limits/limits';
import { RefusedDeclaration } from '../refused-declaration';
import { documentHash, isDocumentId, type KnownDocument } from './known-documents';
import { entriesOf, type ManifestEntry } from './manifest';

/** The most bytes of a manifest. */
const MAX_FILE = 20_000_000;
/** The most documents in all manifests. */
const MAX_DOCUMENTS = 10_000;
/** How many faults the message lists. */
const MAX_FAULTS = 100;
/** How many errors of one document the message lists. */
const MAX_ERRORS = 3;

/** The manifests cannot be used. The message names all faults, each with its file. */
export class InvalidManifests extends RefusedDeclaration {
  constructor(faults: readonly string[]) {
    const more = faults.length - MAX_FAULTS;
    const lines = [...faults.slice(0, MAX_FAULTS), ...(more > 0 ? [`and ${more} more`] : [])];
    super(`The documents of HUB_DOCUMENTS_DIR cannot be used:\n${lines.map((line) => `  ${line}`).join('\n')}`);
  }
}

/** An entry with the name of its file, for messages. */
interface Placed extends ManifestEntry {
  readonly file: string;
}

/**
 * Reads all manifests (`*.json`) of a folder: Apollo's persisted query manifests, and objects that map ids to documents.
 * @throws InvalidManifests with every fault
 */
export function readManifests(folder: string, schema: GraphQLSchema): KnownDocument[] {
  const faults: string[] = [];
  const entries = filesIn(folder, faults).flatMap((file) => readManifest(path.join(folder, file), file, faults));
  if (entries.length > MAX_DOCUMENTS)
    faults.push(`there are ${entries.length} documents; keep at most ${MAX_DOCUMENTS}`);
  else faults.push(...entries.flatMap((entry) => entryFaults(entry, new Documents(schema))), ...idFaults(entries));
  if (faults.length > 0) throw new InvalidManifests(faults);
  return entries.map(({ id, text }) => ({ text, ids: [id] }));
}

/** The text itself, and as GraphQL prints it: clients send it in this form. */
export function bothForms(text: string, document: DocumentNode): KnownDocument[] {
  return [{ text }, { text: print(document) }];
}

function filesIn(folder: string, faults: string[]): string[] {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    if (files.length === 0) faults.push(`${folder} has no manifest; put one with a name that ends in .json there`);
    return files.sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    faults.push(`${folder} is not a folder that the hub can read (${code}); correct HUB_DOCUMENTS_DIR`);
    return [];
  }
}

function readManifest(place: string, file: string, faults: string[]): Placed[] {
  const add = (fault: string): void => void faults.push(`${file}: ${fault}`);
  try {
    const { size } = statSync(place);
    if (size > MAX_FILE) return (add(`it has ${size} bytes; split it into files of at most ${MAX_FILE}`), []);
    const { entries, faults: wrong } = entriesOf(JSON.parse(readFileSync(place, 'utf8')));
    wrong.forEach(add);
    return entries.map((entry) => ({ ...entry, file }));
  } catch (error) {
    add(error instanceof SyntaxError ? `it is not JSON: ${error.message}` : `it cannot be read: ${String(error)}`);
    return [];
  }
}

function entryFaults({ file, id, text, name, type }: Placed, documents: Documents): string[] {
  const faults: string[] = [];
  const [, hash] = /^(?:sha256:)?([\da-fA-F]{64})$/.exec(id) ?? [];
  if (!isDocumentId(id)) faults.push('this id cannot be in a URL; use letters, digits and . _ ~ -');
  else if (hash && hash !== documentHash(text))
    faults.push(`its hash is ${documentHash(text)}; create the manifest again`);
  if (Buffer.byteLength(text) > LIMITS.body) faults.push(`it has more than ${LIMITS.body} bytes; split it`);
  else faults.push(...documentFaults(text, documents, { name, type }));
  return faults.map((fault) => `${file}: ${name ?? id}: ${fault}`);
}

function documentFaults(text: string, documents: Documents, named: Pick<ManifestEntry, 'name' | 'type'>): string[] {
  try {
    return operationFaults(documents.get(text), named);
  } catch (error) {
    if (!(error instanceof InvalidDocument)) throw error;
    return error.errors.slice(0, MAX_ERRORS).map(({ message }) => message);
  }
}

function operationFaults(document: DocumentNode, { name, type }: Pick<ManifestEntry, 'name' | 'type'>): string[] {
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  const named = name === undefined ? operations[0] : operations.find((operation) => operation.name?.value === name);
  if (!named) return ['it has no operation of this name; create the manifest again'];
  if (type !== undefined && named.operation !== type) return [`it is a ${named.operation}, not a ${type}`];
  return [];
}

/** An id must lead to one document only. */
function idFaults(entries: readonly Placed[]): string[] {
  const known = new Map<string, Placed>();
  return entries.flatMap((entry) => {
    const other = known.get(entry.id);
    known.set(entry.id, other ?? entry);
    if (!other || other.text === entry.text) return [];
    return [`${entry.file}: ${entry.id}: ${other.file} has another document with this id; give each its own`];
  });
}
