import type { TestHub } from './hub';

/** Which changes of programs a test asks for. */
interface Asked {
  readonly where: object;
  readonly after?: string | undefined;
  /** Fields of `ProgramChanged`. */
  readonly fields: string;
  readonly headers: Record<string, string>;
}

interface Page<Item> {
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly items: readonly Item[];
}

/** All pages of `programUpdates` as one. A page ends early when its scan takes long, so a test that looks at one page needs luck. */
export async function followUpdates<Item>(
  hub: TestHub,
  { where, after, fields, headers }: Asked,
): Promise<{ items: Item[]; cursor: string }> {
  const items: Item[] = [];
  for (let cursor = after; ;) {
    const { data, errors } = await hub.query<{ programUpdates: Page<Item> }, object>(
      `query ($where: ProgramWhere, $after: Cursor) {
        programUpdates(first: 100, where: $where, after: $after) { cursor hasMore items { ${fields} } } }`,
      { where, after: cursor },
      headers,
    );
    expect(errors).toBeUndefined();
    items.push(...data.programUpdates.items);
    cursor = data.programUpdates.cursor;
    if (!data.programUpdates.hasMore) return { items, cursor };
  }
}
