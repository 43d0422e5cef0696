// Values to ask for: those of a record that is there, and those that no record has.

/**
 * @typedef {object} Samples
 * @property {Map<string, string>} middles cursors in the middle of lists, by list, order, direction and role
 * @property {Map<string, { name: string, where: object }[]>} filters by list
 * @property {string[]} ids of programs
 * @property {string[]} names of some of them
 * @property {string} core that has programs
 * @property {string} organization with the most roles
 * @property {string} busyProgram the program with the longest history
 * @property {string} changes a cursor in the middle of the log
 */

/**
 * @param {import('pg').Client} client
 * @param {import('./lists.mjs').List[]} lists
 * @param {(role: string, query: string, variables?: object) => Promise<object>} ask
 * @returns {Promise<Samples>}
 */
export async function takeSamples(client, lists, ask) {
  const one = async (sql) => (await client.query(sql)).rows[0].id;
  const { rows } = await client.query(
    `SELECT id, name, archived_at IS NULL AS living FROM program
     JOIN generate_series(1, 120) AS i ON id = bench.id('program', i * 37 % current_setting('bench.programs')::integer) ORDER BY i`,
  );
  const { data } = await ask('editor', 'query ($of: ID!) { changes(of: $of, last: 1) { nodes { cursor } } }', {
    of: rows[60].id,
  });
  return {
    changes: data?.changes.nodes[0]?.cursor,
    middles: await cursors(client, lists, ask),
    filters: await filters(client, lists),
    ids: rows.map(({ id }) => id),
    names: rows.filter(({ living }) => living).flatMap(({ name }, index) => (index % 10 === 0 ? [name] : [])),
    core: await one(`SELECT bench.id('core', 3) AS id`),
    organization: await one(`SELECT bench.id('organization', 1) AS id`),
    busyProgram: await one(`SELECT bench.id('program', 1) AS id`),
  };
}

function tableOf({ field }) {
  if (field === 'affiliations') return 'organization_affiliation';
  return field.replace(/s$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What everybody may see of lists that have something to hide. */
const SEEN = {
  contacts: `AND visibility = 'PUBLIC'`,
  contactAssignments: `AND contact_id IN (SELECT id FROM contact WHERE visibility = 'PUBLIC')`,
};

/** A list of one record, in the order of a longer list, gives the record's cursor in that list. */
async function cursors(client, lists, ask) {
  const orders = lists.flatMap((list) => list.orders.map((field) => ({ list, field })));
  const sides = ['public', 'editor'].flatMap((role) => ['ASC', 'DESC'].map((direction) => ({ role, direction })));
  const middles = new Map();
  for (const { list, field } of orders) {
    const id = await middleOf(client, list, field);
    for (const { role, direction } of sides) {
      const query = `query ($id: ID!) { ${list.field}(where: { id: { eq: $id } }, orderBy: [{ field: ${field}, direction: ${direction} }]) { pageInfo { endCursor } } }`;
      const cursor = (await ask(role, query, { id })).data?.[list.field]?.pageInfo.endCursor;
      if (cursor) middles.set(`${list.field} ${field} ${direction} ${role}`, cursor);
    }
  }
  return middles;
}

async function middleOf(client, list, field) {
  const table = tableOf(list);
  const seen = SEEN[list.field] ?? '';
  const { rows } = await client.query(
    `SELECT id FROM ${table} WHERE archived_at IS NULL ${seen} ORDER BY ${field.toLowerCase()}, id
     OFFSET (SELECT count(*) / 2 FROM ${table} WHERE archived_at IS NULL ${seen}) LIMIT 1`,
  );
  return rows[0]?.id;
}

async function filters(client, lists) {
  const byList = new Map();
  for (const list of lists) byList.set(list.field, await filtersOf(client, list));
  return byList;
}

/** For each column and operator: a value that a record has, and one that none has. */
async function filtersOf(client, list) {
  const { rows } = await client.query(
    `SELECT to_jsonb(t) AS record FROM ${tableOf(list)} t WHERE id = (SELECT id FROM ${tableOf(list)} ORDER BY id OFFSET 2 LIMIT 1)`,
  );
  return list.columns.flatMap(({ name, operators }) => {
    const value = rows[0]?.record[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
    const cases = [
      ['found', value],
      ['unknown', unknownLike(value)],
    ].filter(([, one]) => one !== undefined && one !== null);
    return operators.flatMap((operator) =>
      cases.flatMap(([title, one]) => {
        const operand = operandOf(operator, one);
        return operand === undefined
          ? []
          : [{ name: `${name} ${operator}, ${title}`, where: { [name]: { [operator]: operand } } }];
      }),
    );
  });
}

function unknownLike(value) {
  if (Array.isArray(value)) return ['Xylophone Quarterly'];
  if (typeof value === 'number') return 987_654;
  if (typeof value !== 'string') return undefined;
  if (/^[0-9a-f]{8}-/.test(value)) return '00000000-0000-7000-8000-00000000000f';
  if (/^\d{4}-\d\d-\d\d/.test(value)) return '1999-01-01T00:00:00.000Z';
  return /^[A-Z_]+$/.test(value) ? undefined : 'xylophone-quarterly';
}

/** Operators that leave nearly all records are as fast as no filter, so they are left out. */
function operandOf(operator, value) {
  if (operator === 'eq') return Array.isArray(value) ? undefined : value;
  if (operator === 'contains') return String(value).slice(0, 24);
  if (operator === 'has') return Array.isArray(value) && value.length > 0 ? value[0] : undefined;
  return undefined;
}
