import type { OpenFile } from './files';

/** A file as newline-delimited JSON: each line is a row, as the answer of the query would have it. */
export async function* ndjson({ parts }: OpenFile): AsyncGenerator<string> {
  for await (const rows of parts) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
