/** The items whose key an earlier one has. */
export function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => unknown = (item) => item): Item[] {
  const seen = new Set<unknown>();
  return items.filter((item) => {
    const isKnown = seen.has(keyOf(item));
    seen.add(keyOf(item));
    return isKnown;
  });
}
