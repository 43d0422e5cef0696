type Json = null | string | number | boolean | Json[] | { readonly [name: string]: Json };

/**
 * Keeps objects by type and id, as the cache of a front end does, and notes where it was given two different values for one field. (A real cache would
 * show the later one, without an error.)
 */
export class ObjectStore {
  readonly conflicts: string[] = [];
  private readonly objects = new Map<string, Map<string, string>>();

  /** The keys of all objects: `Program:01a2…`. */
  get keys(): readonly string[] {
    return [...this.objects.keys()];
  }

  /** @param where the answer came from, for messages */
  add(answer: Json, where: string): void {
    this.normal(answer, where);
  }

  /** A value in which each object with an id is replaced by its key. */
  private normal(value: Json, where: string): Json {
    if (Array.isArray(value)) return value.map((item) => this.normal(item, where));
    if (value === null || typeof value !== 'object') return value;
    const fields = Object.entries(value).map(([name, inner]) => [name, this.normal(inner, where)] as const);
    const { __typename: type, id } = value;
    if (typeof id !== 'string') return Object.fromEntries(fields);
    const key = `${JSON.stringify(type)}:${id}`.replaceAll('"', '');
    const known = this.objects.get(key) ?? new Map<string, string>();
    this.objects.set(key, known);
    for (const [name, inner] of fields) this.note(known, `${key}.${name}`, JSON.stringify(inner), where);
    return key;
  }

  private note(known: Map<string, string>, place: string, text: string, where: string): void {
    const before = known.get(place);
    if (before !== undefined && before !== text)
      this.conflicts.push(`${where}: ${place} was ${before} and is now ${text}`);
    known.set(place, text);
  }
}
