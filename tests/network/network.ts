/** A small network in memory, and the shortest paths in it: what the hub's answers are compared with. */

export interface Edge {
  readonly a: string;
  readonly b: string;
  /** The id of the link, if it is one. */
  readonly link?: string;
  /** The fields by which it is followed from `a` to `b` and back. */
  readonly fields: readonly [string, string];
}

type Neighbours = ReadonlyMap<string, ReadonlySet<string>>;

export function neighbours(edges: readonly Edge[]): Neighbours {
  const found = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => void found.set(from, (found.get(from) ?? new Set()).add(to));
  for (const { a, b } of edges) {
    add(a, b);
    add(b, a);
  }
  return found;
}

/** How far each record is from one. */
function distances(graph: Neighbours, start: string): Map<string, number> {
  const far = new Map([[start, 0]]);
  for (const id of far.keys()) {
    for (const next of graph.get(id) ?? []) if (!far.has(next)) far.set(next, (far.get(id) as number) + 1);
  }
  return far;
}

/** Of the shortest paths, the one whose ids come first; null if there is none of at most this length. */
export function shortest(graph: Neighbours, from: string, to: string, maxLength: number): readonly string[] | null {
  const far = distances(graph, to);
  const length = far.get(from);
  if (length === undefined || length > maxLength) return null;
  const path = [from];
  for (let left = length - 1; left >= 0; left -= 1) {
    const nearer = [...(graph.get(path.at(-1) as string) ?? [])].filter((id) => far.get(id) === left);
    path.push(nearer.sort()[0] as string);
  }
  return path;
}
