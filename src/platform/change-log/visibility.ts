/** Who may see a change, the most open first. It is the visibility of the contact that the change is about. */
const VISIBILITIES = ['PUBLIC', 'PARTNER', 'INTERNAL'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** The strictest of these; PUBLIC if there are none. An unknown value counts as the strictest. */
export function strictest(visibilities: readonly string[]): Visibility {
  const ranks = visibilities.map((visibility) => VISIBILITIES.findIndex((known) => known === visibility));
  return VISIBILITIES.at(ranks.includes(-1) ? -1 : Math.max(0, ...ranks)) ?? 'INTERNAL';
}

export function isVisibility(value: unknown): value is Visibility {
  return VISIBILITIES.some((visibility) => visibility === value);
}
