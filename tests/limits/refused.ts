import type { Answer } from '../support/hub';

/** What a client may read of the faults that an operation was refused for. @throws where it was not refused, or SQL was sent */
export function refusalsOf({ data, errors, statements }: Answer<unknown>): readonly string[] {
  expect(data).toBeUndefined();
  expect(statements).toEqual([]);
  return (errors ?? []).map(({ extensions, message }) => `${extensions.code}: ${message}`);
}

/** The text as often as that, joined by spaces. */
export function times(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(' ');
}

/** How long it took, in milliseconds, to answer. */
export async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const started = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - started };
}
