/** An answer is wrong. The message says why in one line. */
export class Wrong extends Error {}

/** @throws Wrong unless both texts are equal; the message shows where they differ */
export function demandSame(what: string, one: string, other: string): void {
  if (one === other) return;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const from = Math.max(at - 60, 0);
  throw new Wrong(`${what}: …${one.slice(from, at + 80)}… is not …${other.slice(from, at + 80)}…`);
}

export function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Wrong(what);
}
