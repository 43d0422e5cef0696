// The queries as a client of the hub sends them. Mercurius has the same schema, so it answers the same documents.

const CORE = 'core { id name }';
const ORGANIZATIONS = 'organizations(first: 20) { edges { role node { id name } } }';
const WRITTEN = 'id name description';
const ORGANIZATION_PAGE = `nodes { id name programs(first: 10) { edges { role node { id name ${CORE} } } } }`;
const organizationPage = `query ($after: String) {
  organizations(first: 20, orderBy: [{ field: NAME }], after: $after) { ${ORGANIZATION_PAGE} } }`;

/** Query name → document. */
export const DOCUMENTS = {
  Q1: `query ($id: ID!) { program(id: $id) { id name status ${CORE} ${ORGANIZATIONS} contacts(first: 20) { nodes { id name email } } } }`,
  Q2: `query ($first: Int!, $where: ProgramWhere!) {
  programs(first: $first, where: $where, orderBy: [{ field: NAME }]) {
    nodes { id name status ${CORE} ${ORGANIZATIONS} contacts(first: 20) { nodes { id name } } } } }`,
  Q3: organizationPage,
  Q3deep: organizationPage,
  Q4: '{ __typename }',
  Q5: `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Program { id name ${CORE} ${ORGANIZATIONS} } } }`,
  Q6: `query ($where: OrganizationWhere!) {
  organizations(first: 20, where: $where, orderBy: [{ count: { programs: {} }, direction: DESC }, { field: NAME }]) {
    nodes { id name programs { aggregate { count } } } } }`,
  Q7: `query ($where: ProgramWhere!, $least: Int!) { programs(where: $where) {
    groups(by: [KIND, STARTED_YEAR], having: { count: { gte: $least } }, orderBy: [{ key: KIND }, { key: STARTED_YEAR }], first: 1000) {
      keys { value } count aggregate { supportMaxAmount { min max avg } } } } }`,
  Q8: `query ($where: ProgramWhere!) { cores(first: 20, orderBy: [{ field: NAME }]) {
    nodes { id name programs(where: $where) { aggregate { count startedYear { min max avg } supportMaxAmount { sum } } } } } }`,
  update: `mutation ($input: UpdateProgramInput!) { updateProgram(input: $input) { errors { message } program { ${WRITTEN} } } }`,
  bulk: `mutation ($input: UpsertProgramsInput!) { upsertPrograms(input: $input) { errors { message } programs { ${WRITTEN} } } }`,
  create: `mutation ($input: CreateProgramInput!) { createProgram(input: $input) { errors { message } program { ${WRITTEN} } } }`,
};

/** Pages through the organizations in order of their names, to collect their cursors. */
export const ORGANIZATION_CURSORS = `query ($after: String) {
  organizations(first: 100, orderBy: [{ field: NAME }], after: $after) { edges { cursor node { id } } } }`;

/** The variables of a request for the hub's schema. `cursors` maps the id of an organization to its cursor in the list. */
export function variablesFor(query, input, cursors) {
  if (query === 'Q3deep') return { after: cursors.get(input.after[1]) };
  if (['Q2', 'Q6', 'Q7', 'Q8'].includes(query)) return filterVariables(input);
  if (query === 'update' || query === 'create') return { input };
  if (query === 'bulk') return { input: { items: input.programs } };
  if (query === 'Q5') return { representations: input.ids.map((id) => ({ __typename: 'Program', id })) };
  return input;
}

function filterVariables({ first, least, ...filter }) {
  return { first, least, where: Object.fromEntries(Object.entries(filter).map(([field, eq]) => [field, { eq }])) };
}

/** The answer in the shape that is compared: of a read as it is, of a write the list of programs. */
export function canonical(query, data) {
  if (!DOCUMENTS[query].startsWith('mutation')) return data;
  return Object.values(data).flatMap(({ program, programs }) => programs ?? [program]);
}
