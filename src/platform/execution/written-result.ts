import type { FormattedExecutionResult } from 'graphql';
import type { Viewer } from '../access/viewer';
import { ClientError } from '../errors';
import { tooLarge } from '../limits/answer-budget';
import { ANSWER_BYTES } from '../limits/limits';

type Data = FormattedExecutionResult['data'];

const written = new WeakMap<object, string>();

/**
 * Serializes the data of an answer once; `writeResult` uses the text.
 * @param measured whether its size was counted while it was read, so that it cannot be far larger
 * @returns an error if it is too large to be sent
 */
export function writeData(data: Data, { role }: Viewer, measured: boolean): ClientError | undefined {
  if (!data) return undefined;
  const most = ANSWER_BYTES[role];
  if (!measured && !fits(data, most)) return refusal(most);
  const text = JSON.stringify(data);
  // A UTF-16 unit takes at most three bytes in UTF-8.
  if (text.length * 3 > most && Buffer.byteLength(text) > most) return refusal(most);
  written.set(data, text);
  return undefined;
}

/** A result as JSON, with its data serialized before. */
export function writeResult({ errors, data, extensions }: FormattedExecutionResult): string {
  const parts = [
    errors && `"errors":${JSON.stringify(errors)}`,
    data !== undefined && `"data":${data ? (written.get(data) ?? JSON.stringify(data)) : 'null'}`,
    extensions && `"extensions":${JSON.stringify(extensions)}`,
  ];
  return `{${parts.filter(Boolean).join(',')}}`;
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

function refusal(most: number): ClientError {
  return new ClientError('QUERY_TOO_COSTLY', `${tooLarge(most)} Ask for smaller pages or fewer fields of each record.`);
}
