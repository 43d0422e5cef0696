import type { FormattedExecutionResult } from 'graphql';
import type { Viewer } from '../access/viewer';
import { ClientError } from '../errors';
import { tooLarge } from '../limits/answer-budget';
import { ANSWER_BYTES } from '../limits/limits';

type Data = FormattedExecutionResult['data'];

const written = new WeakMap<object, string>();

/**
 * Writes the data of an answer, once; `writeResult` takes what was written.
 * @param measured nothing in it can be far larger than what was counted when it was read
 * @returns why it may not be sent, if it may not
 */
export function writeData(data: Data, { role }: Viewer, measured: boolean): ClientError | undefined {
  if (!data) return undefined;
  const most = ANSWER_BYTES[role];
  if (!measured && !fits(data, most)) return refusal(most);
  const text = JSON.stringify(data);
  // A character takes three bytes at most.
  if (text.length * 3 > most && Buffer.byteLength(text) > most) return refusal(most);
  written.set(data, text);
  return undefined;
}

/** A result as JSON, whose data was written before. */
export function writeResult({ errors, data, extensions }: FormattedExecutionResult): string {
  const parts = [
    errors && `"errors":${JSON.stringify(errors)}`,
    data !== undefined && `"data":${data ? (written.get(data) ?? JSON.stringify(data)) : 'null'}`,
    extensions && `"extensions":${JSON.stringify(extensions)}`,
  ];
  return `{${parts.filter(Boolean).join(',')}}`;
}

/** Looks no further than the bound: a value that stands in an answer very often is never written out. */
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

function refusal(most: number): ClientError {
  return new ClientError('QUERY_TOO_COSTLY', `${tooLarge(most)} Ask for smaller pages, or for less of each record.`);
}
