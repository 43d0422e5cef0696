import { isUtf8 } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Scalar,
  type YAMLError,
} from 'yaml';
import type { Fault } from './dataset.faults';

/** The keys and list positions from the top of a file to a value. */
export type Path = readonly PropertyKey[];

/** A parsed file. It knows the line of each value. */
export interface DatasetFile {
  name: string;
  content: unknown;
  /** False if the YAML is not valid. Then `content` has only the parts that could be parsed. */
  readable: boolean;
  lineOf(path: Path): number;
}

export interface FolderContent {
  files: DatasetFile[];
  faults: Fault[];
}

/** Reads every YAML file of the folder, without subfolders. Throws only if the file system cannot read one of these files. */
export async function readFolder(folder: string): Promise<FolderContent> {
  const shown = basename(folder);
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.ya?ml$/.test(name)).sort();
  if (names.length === 0) {
    const message = `there is no YAML file in "${folder}": give the folder of the dataset`;
    return { files: [], faults: [{ file: shown, line: 1, message }] };
  }
  const parsed = await Promise.all(
    names.map(async (name) => parseFile(posix.join(shown, name), await readFile(join(folder, name)))),
  );
  return { files: parsed.map(({ file }) => file), faults: parsed.flatMap(({ faults }) => faults) };
}

function parseFile(name: string, bytes: Buffer): { file: DatasetFile; faults: Fault[] } {
  const counter = new LineCounter();
  const document = parseDocument(bytes.toString('utf8'), { lineCounter: counter, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings];
  const aliases = aliasesOf(document);
  const at = (offset: number, message: string): Fault => ({ file: name, line: lineAt(counter, offset), message });
  const faults = [
    ...(isUtf8(bytes) ? [] : [at(0, 'the file is not UTF-8: save it in that encoding')]),
    ...problems.map((problem) => at(problemAt(document, problem), advice(problem.code, problem.message))),
    ...aliases.map(({ source, range }) =>
      at(range?.[0] ?? 0, `"*${source}" is an alias, which is not allowed: write the value itself`),
    ),
  ];
  const readable = aliases.length === 0 && problems.every(({ code }) => code === 'DUPLICATE_KEY');
  const content = aliases.length === 0 ? (document.toJS() as unknown) : null;
  const lineOf = (path: Path): number => lineAt(counter, offsetOf(document, path));
  return { file: { name, content, readable, lineOf }, faults };
}

// The most likely correction, by the parser's error code.
const ADVICE: Record<string, string> = {
  BLOCK_AS_IMPLICIT_KEY: 'put a text with ": " in quotes, and check the indentation',
  DUPLICATE_KEY: 'keep one of the two',
  MISSING_CHAR: 'add what is missing',
  MULTIPLE_DOCS: 'remove the line ---',
  TAB_AS_INDENT: 'indent with spaces',
  UNEXPECTED_TOKEN: 'check the quotes',
};

function advice(code: string, message: string): string {
  const what = code === 'DUPLICATE_KEY' ? 'this key is already in use here' : `this is not valid YAML (${message})`;
  return `${what}: ${ADVICE[code] ?? 'correct it'}`;
}

/** The parser reports an open quote at the end of the file, but people need to know where it begins. */
function problemAt(document: Document, { code, pos }: YAMLError): number {
  let offset = pos[0];
  const isOpen = ({ type, range }: Scalar): boolean => !!type?.startsWith('QUOTE') && range?.[1] === pos[0];
  if (code === 'MISSING_CHAR') {
    visit(document, { Scalar: (_key, scalar) => void (isOpen(scalar) && (offset = scalar.range?.[0] ?? offset)) });
  }
  return offset;
}

/** The aliases of a file. They are not allowed, because a value with two places has no single line for its faults. */
function aliasesOf(document: Document): Alias[] {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_key, alias) => void aliases.push(alias) });
  return aliases;
}

/** The position of a value; if it is absent, the position of the innermost existing value around it. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const next = stepInto(node, step);
    if (!next) break;
    offset = next.offset ?? offset;
    node = next.value;
  }
  return offset;
}

function stepInto(node: unknown, step: PropertyKey): { offset: number | undefined; value: unknown } | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return value === undefined ? undefined : { offset: startOf(value), value };
  }
  if (!isMap(node)) return undefined;
  // If a key occurs twice, the last value counts.
  const pair = node.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair && { offset: startOf(pair.key), value: pair.value };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function lineAt(counter: LineCounter, offset: number): number {
  return Math.max(1, counter.linePos(offset).line);
}
