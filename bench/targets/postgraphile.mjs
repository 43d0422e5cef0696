import { join } from 'node:path';
import { BENCH } from '../lib/paths.mjs';
import { ANALYSES } from './postgraphile-analyses.mjs';
import { walkCursors } from './walk-cursors.mjs';

const CORE = 'core { rowId name }';
const ORGANIZATIONS = `organizationsList(first: 20, orderBy: [ORGANIZATION_NAME_ASC, ORGANIZATION_ID_ASC, LINK_ID_ASC]) {
  role organizationId organizationName }`;
const contacts = (fields) => `contactsList(first: 20, orderBy: [NAME_ASC, ROW_ID_ASC]) { ${fields} }`;
const organizationPage = `query ($after: Cursor) { allOrganizations(first: 20, after: $after, orderBy: [NAME_ASC, ROW_ID_ASC]) {
  nodes { rowId name programsList(first: 10, orderBy: [PROGRAM_NAME_ASC, PROGRAM_ID_ASC, LINK_ID_ASC]) { role programId programName ${CORE} } } } }`;

const WRITTEN = '{ program { rowId name description } }';

/** So many updates of one program each, under aliases: PostGraphile has no mutation of several records. */
function updates(count) {
  const numbers = Array.from({ length: count }, (_, i) => i);
  const update = (i) => `u${i}: updateProgramByRowId(input: $u${i}) ${WRITTEN}`;
  return `mutation (${numbers.map((i) => `$u${i}: UpdateProgramByRowIdInput!`).join(', ')}) { ${numbers.map(update).join(' ')} }`;
}

const DOCUMENTS = {
  Q1: `query ($id: UUID!) { programByRowId(rowId: $id) { rowId name status ${CORE} ${ORGANIZATIONS} ${contacts('rowId name email')} } }`,
  Q2: `query ($first: Int!, $condition: ProgramCondition!) {
    allProgramsList(first: $first, condition: $condition, orderBy: [NAME_ASC, ROW_ID_ASC]) {
      rowId name status ${CORE} ${ORGANIZATIONS} ${contacts('rowId name')} } }`,
  Q3: organizationPage,
  Q3deep: organizationPage,
  Q4: '{ __typename }',
  Q5: `query ($ids: [UUID!]!) { allProgramsList(condition: { rowIdIn: $ids }) { rowId name ${CORE} ${ORGANIZATIONS} } }`,
  Q6: `query ($condition: OrganizationCondition!) { allOrganizations(first: 20, condition: $condition,
    orderBy: [PROGRAMS_DISTINCT_COUNT_PROGRAM_ID_DESC, NAME_ASC, ROW_ID_ASC]) {
    nodes { rowId name programs { aggregates { distinctCount { programId } } } } } }`,
  Q7: `query ($condition: ProgramCondition!, $least: Int!) { allPrograms(condition: $condition) {
    groupedAggregates(groupBy: [KIND, STARTED_YEAR], having: { count: { startedYear: { greaterThanOrEqualTo: $least } } }) {
      keys count { rowId } min { supportMaxAmount } max { supportMaxAmount } average { supportMaxAmount } } } }`,
  Q8: `query ($condition: ProgramCondition!) { allCores(first: 20, orderBy: [NAME_ASC, ROW_ID_ASC]) {
    nodes { rowId name programs(condition: $condition) { totalCount
      aggregates { min { startedYear } max { startedYear } average { startedYear } sum { supportMaxAmount } } } } } }`,
  update: updates(1),
  bulk: updates(100),
  create: `mutation ($input: CreateProgramInput!) { createProgram(input: $input) ${WRITTEN} }`,
};

const ORGANIZATION_CURSORS = `query ($after: Cursor) { allOrganizations(first: 100, after: $after, orderBy: [NAME_ASC, ROW_ID_ASC]) {
  edges { cursor node { id: rowId } } } }`;

/** PostGraphile 5, which needs a newer Node than the hub. */
export const postgraphile = {
  name: 'postgraphile',
  title: 'PostGraphile',
  script: join(BENCH, 'servers/postgraphile.mjs'),
  env: { GRAPHILE_ENV: 'production' },
  leastNode: 22,
  path: () => '/graphql',
  prepare: (ask) =>
    walkCursors(
      async (after) => (await ask({ query: ORGANIZATION_CURSORS, variables: { after } })).allOrganizations.edges,
    ),
  body: (query, input, cursors) => ({ query: DOCUMENTS[query], variables: variables(query, input, cursors) }),
  canonical: (query, data, input) => CANONICAL[query](data, input),
};

function variables(query, input, cursors) {
  if (query === 'Q3deep') return { after: cursors.get(input.after[1]) };
  if (query === 'create') return { input: { program: input } };
  if (query === 'update' || query === 'bulk') return updateVariables(input.programs ?? [input]);
  if (!['Q2', 'Q6', 'Q7', 'Q8'].includes(query)) return input;
  const { first, least, ...condition } = input;
  return { first, least, condition };
}

function updateVariables(programs) {
  return Object.fromEntries(programs.map(({ id, ...patch }, i) => [`u${i}`, { rowId: id, programPatch: patch }]));
}

const record = ({ rowId, ...fields }) => ({ id: rowId, ...fields });
const toOrganizationEdge = ({ role, organizationId, organizationName }) => ({
  role,
  node: { id: organizationId, name: organizationName },
});
const toProgramEdge = ({ role, programId, programName, core }) => ({
  role,
  node: { id: programId, name: programName, core: core && record(core) },
});
const program = ({ core, organizationsList, contactsList, ...fields }) => ({
  ...record(fields),
  core: core && record(core),
  ...(organizationsList && {
    organizations: { edges: organizationsList.map(toOrganizationEdge) },
  }),
  ...(contactsList && { contacts: { nodes: contactsList.map(record) } }),
});
const organization = ({ programsList, ...fields }) => ({
  ...record(fields),
  programs: { edges: programsList.map(toProgramEdge) },
});
const written = (data) => Object.values(data).map((payload) => record(payload.program));
const organizations = (data) => ({ organizations: { nodes: data.allOrganizations.nodes.map(organization) } });

/** Converts its answers to the hub's shape. It returns records sorted by id, so a client has to match them with the ids that it sent. */
const CANONICAL = {
  Q1: (data) => ({ program: data.programByRowId && program(data.programByRowId) }),
  Q2: (data) => ({ programs: { nodes: data.allProgramsList.map(program) } }),
  Q3: organizations,
  Q3deep: organizations,
  Q4: (data) => data,
  ...ANALYSES,
  update: written,
  bulk: written,
  create: written,
  Q5: (data, { ids }) => {
    const byId = new Map(data.allProgramsList.map((row) => [row.rowId, program(row)]));
    return { _entities: ids.map((id) => byId.get(id) ?? null) };
  },
};
