// The reads of the benchmark at scale: those of every list that follow from the schema, and those that a client would send.

const UNKNOWN = 'Xylophone Quarterly';

/** @typedef {{ kind: string, name: string, role: 'public' | 'editor', query: string, variables: object[] }} Read `variables` are used in turn */

/**
 * @param {import('./lists.mjs').List[]} lists the root lists of the schema
 * @param {import('./samples.mjs').Samples} samples
 * @returns {Read[]}
 */
export function readsOf(lists, samples) {
  return [...lists.flatMap((list) => readsOfList(list, samples)), ...searches(samples), ...handwritten(samples)];
}

function readsOfList(list, samples) {
  return ['public', 'editor'].flatMap((role) => [
    ...list.orders.filter((field) => mayRead(field, role)).flatMap((field) => orderReads(list, field, role, samples)),
    ...list.groups
      .filter((by) => mayRead(by, role))
      .map((by) =>
        read(
          'group',
          `${list.field} by ${by}`,
          role,
          `{ ${asked(list, role)} { groups(by: [${by}]) { count keys { value label } } } }`,
        ),
      ),
    read('total', list.field, role, `{ ${asked(list, role)} { totalCount } }`),
    ...(role === 'public'
      ? samples.filters.get(list.field).filter(({ name }) => !name.startsWith('assuredBy'))
      : []
    ).map(({ name, where }) =>
      read(
        'filter',
        `${list.field} where ${name}`,
        role,
        `query ($where: ${list.where}) { ${asked(list, role, 'where: $where')} { nodes { id } } }`,
        [{ where }],
      ),
    ),
  ]);
}

/** Only some roles may see who vouched for a record. */
function mayRead(field, role) {
  return role === 'editor' || field !== 'ASSURED_BY';
}

/** A list with its arguments: editors read archived records too. */
function asked({ field }, role, ...more) {
  const all = [...(role === 'editor' ? ['includeArchived: true'] : []), ...more];
  return all.length === 0 ? field : `${field}(${all.join(', ')})`;
}

function orderReads(list, field, role, { middles }) {
  return ['ASC', 'DESC'].flatMap((direction) => {
    const order = `orderBy: [{ field: ${field}, direction: ${direction} }]`;
    const page = (name, more, variables) =>
      read(
        'order',
        `${list.field} by ${field} ${direction}, ${name}`,
        role,
        `${/\$after/.test(more) ? 'query ($after: String) ' : ''}{ ${asked(list, role, order, more)} { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        variables,
      );
    const middle = middles.get(`${list.field} ${field} ${direction} ${role}`);
    return [
      page('first page', 'first: 20'),
      ...(middle
        ? [
            page('middle', 'first: 20, after: $after', [{ after: middle }]),
            page('before the middle', 'last: 20, before: $after', [{ after: middle }]),
          ]
        : []),
      page('last page', 'last: 20'),
    ];
  });
}

function searches({ names }) {
  const document =
    'query ($query: String!, $types: [RecordType!]) { search(query: $query, types: $types) { type name score node { id } } }';
  const cases = {
    'an exact name': names,
    'a misspelt name': names.map(misspelt),
    'an unknown name': [UNKNOWN],
    'one word': ['asthma', 'harbor', 'clinic'],
    'a misspelt word': ['asthmma', 'harbr', 'clnic'],
  };
  const types = [undefined, ['ORGANIZATION'], ['CORE'], ['PROGRAM'], ['CONTACT']];
  return Object.entries(cases).flatMap(([name, queries]) =>
    types.map((one) =>
      read(
        'search',
        `${name}${one ? `, ${one}` : ''}`,
        'public',
        document,
        queries.map((query) => ({ query, types: one })),
      ),
    ),
  );
}

/** Without the third letter of each longer word. */
function misspelt(name) {
  return name.replace(/(?<=(?<!\p{L})\p{L}{2})\p{L}(?=\p{L}{2})/gu, '');
}

function handwritten(samples) {
  const roles = ['public', 'editor'];
  return [
    ...roles.flatMap((role) => [...pageReads(role, samples), ...linkedReads(role, samples), ...relatedReads(role)]),
    ...historyReads(samples),
    ...roles.flatMap(qualityReads),
  ];
}

function qualityReads(role) {
  const pairs = 'duplicates(type: ORGANIZATION) { score reasons a { id } b { id } }';
  return [
    read('duplicates', 'organizations', role, `{ ${pairs} }`),
    read('quality', 'all rules', role, '{ quality { rule count records(first: 20) { id } } }'),
  ];
}

function pageReads(role, { ids }) {
  const links =
    'core { id name } organizations(first: 20) { edges { role node { id name } } } contacts(first: 20) { nodes { id name } }';
  const single = `query ($id: ID!) { program(id: $id) { id name ${links} } }`;
  const filtered = `{ programs(first: 50, where: { kind: { eq: STUDY }, status: { eq: PAUSED } }) { nodes { id name ${links} } } }`;
  const nested =
    '{ organizations(first: 20) { nodes { id name programs(first: 10) { edges { role node { id name core { id } } } } } } }';
  const entities = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Program { id name core { id name } organizations(first: 20) { edges { role node { id } } } } } }`;
  const representations = ids.slice(0, 100).map((id) => ({ __typename: 'Program', id }));
  return [
    read('single', 'a program with its links', role, single, each(ids)),
    read('list', 'filtered programs with their links', role, filtered),
    read('list', 'organizations with programs', role, nested),
    read('entities', '100 programs', role, entities, [{ representations }]),
  ];
}

function linkedReads(role, { core, organization }) {
  const largest =
    'query ($id: ID!) { organization(id: $id) { programs(first: 20) { totalCount edges { role node { id name } } } } }';
  const cases = {
    '': 'programs(first: 20) { nodes { id name } pageInfo { endCursor } }',
    ', last page': 'programs(last: 20) { nodes { id name } }',
    ' by UPDATED_AT': 'programs(first: 20, orderBy: [{ field: UPDATED_AT, direction: DESC }]) { nodes { id name } }',
    ', their number': 'programs { totalCount }',
  };
  return [
    read('linked', 'the largest organization, programs', role, largest, [{ id: organization }]),
    ...Object.entries(cases).map(([name, list]) =>
      read('linked', `a core, programs${name}`, role, `query ($id: ID!) { core(id: $id) { ${list} } }`, each([core])),
    ),
  ];
}

function historyReads({ ids, busyProgram, changes }) {
  const history = (name, list, of) =>
    read(
      'changes',
      name,
      'editor',
      `query ($id: ID!) { changes(of: $id${list}) { totalCount nodes { id kind } } }`,
      each(of),
    );
  const sides = ['first', 'last'].flatMap((side) => ['VERSION', 'OCCURRED_AT'].map((field) => [side, field]));
  const log = 'query ($after: Cursor) { programUpdates(first: 20, after: $after) { cursor items { cursor } } }';
  return [
    history('of a program', '', ids),
    ...sides.map(([side, field]) =>
      history(`long history by ${field}, ${side}`, `, ${side}: 20, orderBy: [{ field: ${field} }]`, [busyProgram]),
    ),
    read('log', 'the oldest', 'editor', log),
    read('log', 'from the middle', 'editor', log, [{ after: changes }]),
  ];
}

function each(ids) {
  return ids.map((id) => ({ id }));
}

/** Filters that reach across relations, with and without the number of matches. */
function relatedReads(role) {
  const cases = [
    [
      'programs',
      'of an organization with a part of its name',
      '{ organizations: { some: { name: { contains: "riverside" } } } }',
    ],
    [
      'programs',
      'of an organization with an unknown name',
      '{ organizations: { some: { name: { contains: "xylophone" } } } }',
    ],
    ['programs', 'of hospitals', '{ organizations: { some: { type: { eq: HOSPITAL } } } }'],
    ['programs', 'of no hospital', '{ organizations: { none: { type: { eq: HOSPITAL } } } }'],
    ['programs', 'of a core by its name', '{ core: { name: { contains: "research" } } }'],
    ['programs', 'with a term', '{ terms: { some: { name: { contains: "harbor" } } } }'],
    ['programs', 'with a contact by name', '{ contacts: { some: { name: { contains: "hassan" } } } }'],
    ['programs', 'with an identifier', '{ identifiers: { some: { value: { eq: "NCT00000101" } } } }'],
    ['organizations', 'with studies', '{ programs: { some: { kind: { eq: STUDY } } } }'],
    ['organizations', 'of a parent by its name', '{ parent: { name: { contains: "clinic" } } }'],
    ['contacts', 'of clinics', '{ programs: { some: { kind: { eq: CLINIC } } } }'],
    ['contacts', 'of an organization by its name', '{ organizations: { some: { name: { contains: "harbor" } } } }'],
  ];
  return cases.flatMap(([field, name, where]) => [
    read('related', `${field} ${name}`, role, `{ ${field}(where: ${where}) { nodes { id } } }`),
    read('related', `${field} ${name}, total`, role, `{ ${field}(where: ${where}) { totalCount nodes { id } } }`),
  ]);
}

function read(kind, name, role, query, variables = [{}]) {
  return { kind, name, role, query, variables };
}
