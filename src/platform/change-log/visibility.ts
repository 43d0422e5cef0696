/** Who may be told of a change, the most open first. It is that of the contact that the change tells of. */
const VISIBILITIES = ['PUBLIC', 'PARTNER', 'INTERNAL'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** The strictest of these; PUBLIC where there is none. A value that is not known counts as the strictest of all. */
export function strictest(visibilities: readonly string[]): Visibility {
  const ranks = visibilities.map((visibility) => VISIBILITIES.findIndex((known) => known === visibility));
  return VISIBILITIES.at(ranks.includes(-1) ? -1 : Math.max(0, ...ranks)) ?? 'INTERNAL';
}
