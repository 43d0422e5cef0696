/** What the hub's own page says about the hub: platform knows how to show it, and no word of the domain. */
export interface Welcome {
  readonly title: string;
  readonly summary: string;
  /** Root fields with a `totalCount`, shown as the hub's contents under these labels. */
  readonly counted: readonly { readonly field: string; readonly label: string }[];
  /** A short query that is run each time the page is shown. */
  readonly firstQuery: string;
}
