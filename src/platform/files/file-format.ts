/** The formats of files. */
export const FORMATS = {
  csv: { type: 'text/csv', sent: 'text/csv; charset=utf-8', flat: true },
  ndjson: { type: 'application/x-ndjson', sent: 'application/x-ndjson; charset=utf-8', flat: false },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    sent: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    flat: true,
  },
} as const satisfies Readonly<Record<string, FormatFacts>>;

interface FormatFacts {
  /** The media type by which clients ask for it. */
  readonly type: string;
  /** The media type of its answer. */
  readonly sent: string;
  /** Whether it has columns. If not, a row is an object, which may hold lists. */
  readonly flat: boolean;
}

export type FileFormat = keyof typeof FORMATS;

export const FILE_FORMATS = Object.keys(FORMATS) as FileFormat[];
