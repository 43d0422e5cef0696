const STATUSES = ['ACTIVE', 'COMPLETED', 'PLANNED', 'PAUSED', 'DISCONTINUED'];
const KINDS = ['INITIATIVE', 'PATHWAY', 'TRAINING', 'PARTNERSHIP', 'CLINIC', 'STUDY', 'RESOURCE'];
const BODIES = 400;

/** What each query selects, for the help text and the report. */
export const QUERIES = {
  Q1: 'one program with its core, organizations and contacts',
  Q2: '50 programs, filtered and ordered, each with core, organizations and contacts',
  Q3: 'the first 20 organizations, each with 10 programs and their cores',
  Q3deep: 'the same, deep in the list',
  Q4: '{ __typename }',
  Q5: '_entities with 100 references, each with core and organizations',
};

/**
 * The inputs of every query, the same for each target and each run. There are hundreds, so that a cache of answers could not help.
 * @param {import('pg').Client} client
 * @returns {Promise<Record<string, object[]>>} query → inputs
 */
export async function readInputs(client) {
  const ids = await column(
    client,
    `SELECT id FROM program WHERE archived_at IS NULL ORDER BY md5(id::text) LIMIT ${BODIES * 10}`,
    'id',
  );
  return {
    Q1: ids.slice(0, BODIES).map((id) => ({ id })),
    Q2: filters().map((filter) => ({ first: 50, ...filter })),
    Q3: [{}],
    Q3deep: (await deepPlaces(client)).map((after) => ({ after })),
    Q4: [{}],
    Q5: Array.from({ length: BODIES / 4 }, (_, i) => ({ ids: chunk(ids, i * 37, 100) })),
  };
}

function filters() {
  return [
    ...STATUSES.map((status) => ({ status })),
    ...KINDS.map((kind) => ({ kind })),
    ...KINDS.map((kind) => ({ status: 'ACTIVE', kind })),
  ];
}

/** Places in the second half of the list of organizations: the name and id of the last organization before the page. */
async function deepPlaces(client) {
  const { rows } = await client.query(
    `WITH places AS (SELECT name, id, row_number() OVER (ORDER BY name, id) AS place, count(*) OVER () AS size
       FROM organization WHERE archived_at IS NULL)
     SELECT name, id FROM places WHERE place > size / 2 AND place < size - 20 ORDER BY md5(id::text) LIMIT ${BODIES}`,
  );
  return rows.map(({ name, id }) => [name, id]);
}

async function column(client, sql, name) {
  return (await client.query(sql)).rows.map((row) => row[name]);
}

function chunk(list, start, size) {
  return Array.from({ length: Math.min(size, list.length) }, (_, i) => list[(start + i) % list.length]);
}
