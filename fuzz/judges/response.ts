import { Wrong } from './verdict';

/** The beginning of each answer on a connection. */
const STATUS = /(?:^|\r\n\r\n|\r\n|\})HTTP\/1\.[01] (\d{3}) /g;

/** The statuses of all answers on a connection. */
export function statusesOf(answer: string): number[] {
  return [...answer.matchAll(STATUS)].map(([, status]) => Number(status));
}

/** No answer may report a failure of the hub, except that too many requests are waiting. @throws Wrong */
export function judgeResponse(answer: string): void {
  for (const status of statusesOf(answer)) {
    if (status < 500 || (status === 503 && answer.includes('"OVERLOADED"'))) continue;
    throw new Wrong(`status ${status}: ${answer.slice(0, 400).replace(/\s+/g, ' ')}`);
  }
}
