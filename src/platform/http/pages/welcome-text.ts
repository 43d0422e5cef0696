/** The content of the home page. The platform knows only how to show it, nothing about the domain. */
export interface Welcome {
  readonly title: string;
  readonly summary: string;
  /** Root fields with a `totalCount`, shown as the hub's contents under these labels. */
  readonly counted: readonly { readonly field: string; readonly label: string }[];
  /** A page of what there is to do; absent if nothing says so. */
  readonly workList?: WorkList;
  /** A short query that runs each time the page is shown. */
  readonly firstQuery: string;
  /** A short subscription to try. */
  readonly firstSubscription: string;
  /** Which role may use it. */
  readonly subscriber: string;
}

/** A page whose lines are entries of a list, each with a number and with the query that shows more. */
export interface WorkList {
  /** Its path: `quality`. */
  readonly address: string;
  readonly title: string;
  readonly summary: string;
  /** What it says if every count is 0. */
  readonly nothing: string;
  /** What it says if the hub has too many records for the whole list, and a query that shows what there is to ask for. */
  readonly tooMuch: string;
  readonly rules: string;
  /** The field of the query that holds the entries: each has `title`, `count` and `question`. */
  readonly field: string;
  readonly query: string;
}
