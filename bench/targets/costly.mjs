/** The most expensive operations that an anonymous client may send: one with a large answer, one with a long search. Use others with --operation. */
export const COSTLY = [
  `{ programs(first: 100) { nodes { id name core { id name programs(first: 90) { nodes { id name } } } } } }`,
  `{ programs(first: 1, where: { organizations: { every: { programs: { every: { organizations: { none: { slug: { eq: "x" } } } } } } } }) { totalCount nodes { id } } }`,
];
