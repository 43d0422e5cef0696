const STATUSES = ['ACTIVE', 'COMPLETED', 'PLANNED', 'PAUSED', 'DISCONTINUED'];
const KINDS = ['INITIATIVE', 'PATHWAY', 'TRAINING', 'PARTNERSHIP', 'CLINIC', 'STUDY', 'RESOURCE'];
/** So many records a group has to have. */
const LEAST = [1, 2, 3, 5, 8, 13, 21, 34];
const BODIES = 400;

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
    Q6: (await column(client, 'SELECT DISTINCT type FROM organization ORDER BY type', 'type')).map((type) => ({
      type,
    })),
    Q7: STATUSES.flatMap((status) => LEAST.map((least) => ({ status, least }))),
    Q8: STATUSES.flatMap((status) => KINDS.map((kind) => ({ status, kind }))),
    update: ids.slice(0, BODIES).map((id) => ({ id })),
    // No two have a program in common, so that one seldom waits for another.
    bulk: Array.from({ length: Math.floor(ids.length / 100) }, (_, i) => ({ ids: chunk(ids, i * 100, 100).sort() })),
    create: [{}],
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
