import { prepared } from './pool.mjs';

// Programs are read together with their cores, because a join costs less than a second statement.
const PROGRAMS = `SELECT p.id, p.name, p.status, c.id AS core_id, c.name AS core_name
  FROM program p LEFT JOIN core c ON c.id = p.core_id AND c.archived_at IS NULL`;

const programById = prepared('program', `${PROGRAMS} WHERE p.id = $1 AND p.archived_at IS NULL`);
const programsByIds = prepared('entities', `${PROGRAMS} WHERE p.id = ANY ($1::uuid[])`);

const programsBy = Object.fromEntries(
  [[], ['status'], ['kind'], ['status', 'kind']].map((columns) => [
    columns.join(),
    prepared(
      `programs_${columns}`,
      `${PROGRAMS} WHERE p.archived_at IS NULL${columns.map((column, i) => ` AND p.${column} = $${i + 2}`).join('')}
       ORDER BY p.name, p.id LIMIT $1`,
    ),
  ]),
);

const firstOrganizations = prepared(
  'organizations',
  'SELECT id, name FROM organization WHERE archived_at IS NULL ORDER BY name, id LIMIT $1',
);
const nextOrganizations = prepared(
  'organizations_after',
  'SELECT id, name FROM organization WHERE archived_at IS NULL AND (name, id) > ($2, $3) ORDER BY name, id LIMIT $1',
);

const organizationsOfPrograms = prepared(
  'program_organizations',
  `SELECT parent.id AS parent_id, e.* FROM unnest($1::uuid[]) AS parent (id), LATERAL (
     SELECT l.role, o.id, o.name FROM organization_role l JOIN organization o ON o.id = l.organization_id
     WHERE l.program_id = parent.id AND l.archived_at IS NULL AND o.archived_at IS NULL ORDER BY o.name, o.id, l.id LIMIT $2) e`,
);
const contactsOfPrograms = prepared(
  'program_contacts',
  `SELECT parent.id AS parent_id, e.* FROM unnest($1::uuid[]) AS parent (id), LATERAL (
     SELECT c.id, c.name, c.email FROM contact_assignment a JOIN contact c ON c.id = a.contact_id
     WHERE a.program_id = parent.id AND a.archived_at IS NULL AND c.archived_at IS NULL AND c.visibility = 'PUBLIC'
     ORDER BY c.name, c.id LIMIT $2) e`,
);
const programsOfOrganizations = prepared(
  'organization_programs',
  `SELECT parent.id AS parent_id, e.* FROM unnest($1::uuid[]) AS parent (id), LATERAL (
     SELECT l.role, p.id, p.name, p.status, c.id AS core_id, c.name AS core_name
     FROM organization_role l JOIN program p ON p.id = l.program_id LEFT JOIN core c ON c.id = p.core_id AND c.archived_at IS NULL
     WHERE l.organization_id = parent.id AND l.archived_at IS NULL AND p.archived_at IS NULL ORDER BY p.name, p.id, l.id LIMIT $2) e`,
);

const updatePrograms = prepared(
  'update',
  `UPDATE program SET description = made.text, version = version + 1, updated_at = now()
   FROM unnest($1::uuid[], $2::text[]) AS made (made_id, text) WHERE id = made_id RETURNING id, name, description`,
);
const insertProgram = prepared(
  'create',
  `INSERT INTO program (id, slug, name, kind, status, description) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)
   RETURNING id, name, description`,
);

const encodeCursor = (row) => Buffer.from(JSON.stringify([row.name, row.id])).toString('base64url');
const decodeCursor = (cursor) => JSON.parse(Buffer.from(cursor, 'base64url').toString());
const toEdge = (row) => ({ role: row.role, node: row });

/** One statement for all parents of a batch. Returns their lists in the order of the parents. */
async function listsOf(pool, statement, queries, toItem) {
  const lists = new Map(queries.map(({ obj }) => [obj.id, []]));
  const rows = await statement(pool, [[...lists.keys()], queries[0].params.first]);
  for (const row of rows) lists.get(row.parent_id).push(toItem(row));
  return queries.map(({ obj }) => lists.get(obj.id));
}

/** One statement for all items. Returns the programs in the order of the items. */
async function updated(pool, items) {
  const rows = await updatePrograms(pool, [items.map(({ id }) => id), items.map((item) => item.description)]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return items.map(({ id }) => found.get(id) ?? null);
}

/** Resolvers and loaders that use one pool. The cache of the loaders is off: it serializes a key for each object and saves nothing here. */
export function resolversFor(pool) {
  const resolvers = {
    Query: {
      program: async (_root, { id }) => (await programById(pool, [id]))[0] ?? null,
      programs: async (_root, { first, where = {} }) => {
        const columns = ['status', 'kind'].filter((column) => where[column]?.eq);
        return { nodes: await programsBy[columns.join()](pool, [first, ...columns.map((column) => where[column].eq)]) };
      },
      organizations: async (_root, { first, after }) => {
        const nodes = await (after
          ? nextOrganizations(pool, [first, ...decodeCursor(after)])
          : firstOrganizations(pool, [first]));
        return { nodes, pageInfo: { endCursor: nodes.length ? encodeCursor(nodes.at(-1)) : null } };
      },
      _entities: async (_root, { representations }) => {
        const ids = representations.map(({ id }) => id);
        const found = new Map((await programsByIds(pool, [ids])).map((row) => [row.id, row]));
        return ids.map((id) => found.get(id) ?? null);
      },
    },
    Mutation: {
      updateProgram: async (_root, { input }) => ({ errors: [], program: (await updated(pool, [input]))[0] }),
      upsertPrograms: async (_root, { input }) => ({ errors: [], programs: await updated(pool, input.items) }),
      createProgram: async (_root, { input: { slug, name, kind, status, description } }) => ({
        errors: [],
        program: (await insertProgram(pool, [slug, name, kind, status, description]))[0],
      }),
    },
    Program: { core: (row) => row.core_id && { id: row.core_id, name: row.core_name } },
    _Entity: { resolveType: () => 'Program' },
  };
  const uncached = (loader) => ({ loader, opts: { cache: false } });
  const loaders = {
    Program: {
      organizations: uncached(async (queries) =>
        (await listsOf(pool, organizationsOfPrograms, queries, toEdge)).map((edges) => ({ edges })),
      ),
      contacts: uncached(async (queries) =>
        (await listsOf(pool, contactsOfPrograms, queries, (row) => row)).map((nodes) => ({ nodes })),
      ),
    },
    Organization: {
      programs: uncached(async (queries) =>
        (await listsOf(pool, programsOfOrganizations, queries, toEdge)).map((edges) => ({ edges })),
      ),
    },
  };
  return { resolvers, loaders };
}
