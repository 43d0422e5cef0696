import type { FormattedExecutionResult } from 'graphql';

/** The text of data. It stays with the data: a WeakMap would hold the text of every answer until the old heap is collected. */
const TEXT = Symbol('the text of the data');

type Data = (Record<string, unknown> & { [TEXT]?: string }) | null | undefined;

/**
 * Serializes the data of an answer once; `writeResult` uses the text.
 * @param most bytes
 * @param measured whether its size was counted while it was read, so that it cannot be far larger
 * @returns false if it has more bytes
 */
export function writeData(data: Data, most: number, measured: boolean): boolean {
  if (!data) return true;
  if (!measured && !fits(data, most)) return false;
  const text = JSON.stringify(data);
  // A UTF-16 unit takes at most three bytes in UTF-8.
  if (text.length * 3 > most && Buffer.byteLength(text) > most) return false;
  data[TEXT] = text;
  return true;
}

/** A result as JSON, with its data serialized before. */
export function writeResult({ errors, data, extensions }: FormattedExecutionResult<Data>): string {
  const parts = [
    errors && `"errors":${JSON.stringify(errors)}`,
    data !== undefined && `"data":${data ? (data[TEXT] ?? JSON.stringify(data)) : 'null'}`,
    extensions && `"extensions":${JSON.stringify(extensions)}`,
  ];
  return `{${parts.filter(Boolean).join(',')}}`;
}

/** The body of an HTTP answer. */
export function writeAnswer(result: FormattedExecutionResult): string {
  return `${writeResult(result)}\n`;
}

/** Stops at the limit, so that a value that appears very often is never fully serialized. */
function fits(value: unknown, most: number): boolean {
  let left = most;
  const count = (part: unknown): boolean => {
    if (typeof part === 'string') left -= part.length;
    else if (typeof part === 'object' && part !== null && !(part instanceof Date)) {
      for (const [name, inner] of Object.entries(part)) {
        left -= Array.isArray(part) ? 1 : name.length;
        if (left < 0 || !count(inner)) return false;
      }
    }
    return left >= 0;
  };
  return count(value);
}
