import { parse } from 'csv-parse/sync';
import type { TestHub } from '../support/hub';

/** A file as a client gets it. */
export interface FileAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  /** The statements that the hub sent for it. */
  readonly statements: readonly string[];
}

export const CSV = 'text/csv';
export const NDJSON = 'application/x-ndjson';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface FileOptions {
  readonly accept?: string;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** Sends a request for a file, and does not read the answer yet. */
export function requestFile(
  { url }: Pick<TestHub, 'url'>,
  query: string,
  { accept = CSV, variables, headers = {}, signal }: FileOptions = {},
): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
}

/** Reads a whole file. */
export async function fileOf(hub: TestHub, query: string, options: FileOptions = {}): Promise<FileAnswer> {
  // Another operation begins a new count.
  await hub.query('{ __typename }');
  const response = await requestFile(hub, query, options);
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body, statements: [...hub.statements()] };
}

/** The rows of a CSV file, by its header. */
export function csvRows({ body }: FileAnswer): Record<string, string>[] {
  return parse(body, { columns: true });
}

/** The cells of a CSV file, its header first. */
export function csvCells({ body }: FileAnswer): string[][] {
  return parse(body);
}

export function ndjsonRows<Row>({ body }: FileAnswer): Row[] {
  return body
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** The first error of a refused request. */
export function refusalOf({ body }: FileAnswer): { readonly message: string; readonly code: string } {
  const { errors } = JSON.parse(body.toString('utf8')) as {
    readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
  const [first] = errors;
  return { message: first?.message ?? '', code: first?.extensions.code ?? '' };
}
