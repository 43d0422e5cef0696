import { startTestHub, type TestHub } from '../support/hub';
import { brokenLogs, signInEditor, type Editor, type Fault } from '../writing/mutate';

/** The hub of the test file that imports it, with the bundled dataset. When the tests have ended, the histories of all records must be complete. */
export let hub: TestHub;
export let editor: Editor;

beforeAll(async () => {
  hub = await startTestHub({ seeded: true });
  editor = await signInEditor(hub);
});
afterAll(async () => {
  expect(await brokenLogs(hub)).toEqual([]);
  await hub.close();
});

/** A citation as the tests compare it. */
export interface SeenCitation {
  readonly id: string;
  readonly field: string | null;
  readonly value: unknown;
  readonly agrees: boolean;
  readonly note: string | null;
  readonly assertion: string;
  readonly lineFrom: number;
  readonly lineTo: number;
  readonly supersededAt: string | null;
  readonly source: { readonly key: string };
}

export interface SeenRecord {
  readonly id: string;
  readonly version: number;
  readonly uncited: readonly string[];
  readonly citations: { readonly nodes: readonly SeenCitation[]; readonly totalCount: number };
}

const CITATION = 'id field value agrees note assertion lineFrom lineTo supersededAt source { key }';
export const CITED = `id version uncited citations(first: 100) { totalCount nodes { ${CITATION} } }`;
export const ALL = `id version uncited citations(first: 100, includeSuperseded: true) { totalCount nodes { ${CITATION} } }`;

/** Reads one record as an editor. */
export async function read(field: string, selection = CITED): Promise<SeenRecord> {
  const { data, errors } = await hub.query<{ record: SeenRecord }, object>(
    `{ record: ${field} { ${selection} } }`,
    {},
    editor.headers,
  );
  expect(errors).toBeUndefined();
  return data.record;
}

/** The citations of a field, each as `A29`, with `?` if the source gives another value. */
export function citesOf(record: SeenRecord, field: string | null): string[] {
  return record.citations.nodes.filter((citation) => citation.field === field).map(shown);
}

export function shown({ source, lineFrom, lineTo, agrees }: SeenCitation): string {
  return `${source.key}${lineFrom}${lineTo === lineFrom ? '' : `-${lineTo}`}${agrees ? '' : '?'}`;
}

export interface Written {
  readonly record: SeenRecord | null;
  readonly errors: readonly Fault[];
}

/** Runs a mutation that must succeed. @returns the record of its payload */
export async function write(name: string, input: object, field: string, selection = CITED): Promise<SeenRecord> {
  const { record, errors } = await editor.do<Written>(name, input, `record: ${field} { ${selection} }`);
  expect(errors).toEqual([]);
  return record as SeenRecord;
}

/** Runs a mutation that must be refused. @returns what is wrong, a line each */
export async function refusal(name: string, input: object): Promise<string[]> {
  const { errors } = await editor.do(name, input);
  return errors.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
}

export async function idOf(field: string): Promise<string> {
  return (await read(field, 'id')).id;
}
