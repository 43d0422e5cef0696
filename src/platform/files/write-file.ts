import { csv } from './csv';
import type { FileFormat } from './file-format';
import type { OpenFile } from './files';
import { ndjson } from './ndjson';
import { xlsx } from './xlsx';

type Write = (file: OpenFile) => AsyncGenerator<string | Buffer>;

const WRITERS: Readonly<Record<FileFormat, Write>> = { csv, ndjson, xlsx };

/** The content of a file, part by part: the next rows are read when the next part is asked for. */
export function writeFile(file: OpenFile): AsyncGenerator<string | Buffer> {
  return WRITERS[file.format](file);
}
