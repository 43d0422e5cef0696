import type { TestHub } from './hub';

/** A change of a program, as `programUpdates` shows it. */
export interface Update {
  readonly kind: string;
  readonly programId: string;
  readonly version: number;
  readonly changes: readonly { readonly after: unknown }[];
}

interface Page {
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly items: readonly Update[];
}

const DOCUMENT = `query ($where: ProgramWhere, $after: Cursor) {
  programUpdates(first: 100, where: $where, after: $after) { cursor hasMore items { kind programId version changes { after } } } }`;

/**
 * All pages of `programUpdates` as one, with the cursor after the last. A page ends early when its scan takes long, so a test that looks at one page
 * needs luck.
 */
export async function followUpdates(
  hub: TestHub,
  where: object,
  headers: Record<string, string>,
  after?: string,
): Promise<{ items: Update[]; cursor: string }> {
  const items: Update[] = [];
  for (let cursor = after; ;) {
    const { data, errors } = await hub.query<{ programUpdates: Page }, object>(
      DOCUMENT,
      { where, after: cursor },
      headers,
    );
    expect(errors).toBeUndefined();
    items.push(...data.programUpdates.items);
    cursor = data.programUpdates.cursor;
    if (!data.programUpdates.hasMore) return { items, cursor };
  }
}
