/** The content of the home page. The platform knows only how to show it, nothing about the domain. */
export interface Welcome {
  readonly title: string;
  readonly summary: string;
  /** Root fields with a `totalCount`, shown as the hub's contents under these labels. */
  readonly counted: readonly { readonly field: string; readonly label: string }[];
  /** A short query that runs each time the page is shown. */
  readonly firstQuery: string;
  /** A short subscription to try. */
  readonly firstSubscription: string;
  /** Which role may use it. */
  readonly subscriber: string;
}
