/**
 * Pages through a whole connection once and collects its cursors. So deep pages can be requested directly while the clock runs.
 * @param {(after: string | null) => Promise<{ cursor: string, node: { id: string } }[]>} pageAfter the next page, empty at the end
 * @returns {Promise<Map<string, string>>} id → cursor
 */
export async function walkCursors(pageAfter) {
  const cursors = new Map();
  let after = null;
  for (;;) {
    const edges = await pageAfter(after);
    if (edges.length === 0) return cursors;
    for (const { cursor, node } of edges) cursors.set(node.id, cursor);
    after = edges.at(-1).cursor;
  }
}
