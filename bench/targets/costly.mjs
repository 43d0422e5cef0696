/** The costliest that an anonymous client is let in with: much to answer, and much to look for. Others are given with --operation. */
export const COSTLY = [
  `{ programs(first: 100) { nodes { id name core { id name programs(first: 90) { nodes { id name } } } } } }`,
  `{ programs(first: 1, where: { organizations: { every: { programs: { every: { organizations: { none: { slug: { eq: "x" } } } } } } } }) { totalCount nodes { id } } }`,
];
