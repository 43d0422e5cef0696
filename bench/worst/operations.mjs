import { MOMENTS, SEARCHES, TEXTS, WORDS } from './words.mjs';

/** All lists, with their relations. The slugs are those of the records with the most links. */
const LISTS = {
  organizations: {
    texts: ['name', 'description', 'website'],
    numbers: ['foundedYear'],
    lists: {
      programs: 'programs',
      children: 'organizations',
      affiliations: 'organizations',
      contacts: 'contacts',
      cores: 'cores',
      terms: 'terms',
    },
    one: { parent: 'organizations' },
    orders: ['NAME', 'SLUG', 'TYPE', 'FOUNDED_YEAR', 'CREATED_AT', 'UPDATED_AT'],
    groups: ['TYPE', 'FOUNDED_YEAR', 'CREATED_AT_DAY', 'PARENT', 'PROGRAMS', 'TERMS'],
    slug: 'organization',
  },
  programs: {
    texts: ['name', 'description', 'url', 'eligibilityDescription'],
    numbers: ['startedYear', 'supportMaxAmount'],
    lists: {
      organizations: 'organizations',
      contacts: 'contacts',
      terms: 'terms',
      relatedPrograms: 'programs',
      citations: 'citations',
    },
    one: { core: 'cores' },
    orders: ['NAME', 'SLUG', 'KIND', 'STATUS', 'STARTED_YEAR', 'SUPPORT_MAX_AMOUNT', 'CREATED_AT', 'UPDATED_AT'],
    groups: ['KIND', 'STATUS', 'STARTED_YEAR', 'CREATED_AT_DAY', 'UPDATED_AT_DAY', 'CORE', 'ORGANIZATIONS', 'TERMS'],
    slug: 'program',
  },
  contacts: {
    texts: ['name', 'email', 'title', 'phone'],
    numbers: ['version'],
    lists: { programs: 'programs', organizations: 'organizations', cores: 'cores' },
    one: {},
    orders: ['NAME', 'EMAIL', 'KIND', 'CREATED_AT', 'UPDATED_AT'],
    groups: ['KIND', 'VISIBILITY', 'CREATED_AT_DAY', 'UPDATED_AT_DAY', 'PROGRAMS', 'ORGANIZATIONS'],
  },
  cores: {
    texts: ['name', 'tagline'],
    numbers: ['position'],
    lists: { programs: 'programs', organizations: 'organizations', contacts: 'contacts', terms: 'terms' },
    one: { organization: 'organizations' },
    orders: ['NAME', 'POSITION', 'CREATED_AT'],
    groups: ['CREATED_AT_DAY', 'ORGANIZATIONS'],
    slug: 'core',
  },
  terms: {
    texts: ['name', 'code'],
    numbers: ['version'],
    lists: { programs: 'programs', organizations: 'organizations', cores: 'cores' },
    one: { taxonomy: 'taxonomies' },
    orders: ['NAME', 'CREATED_AT'],
    groups: ['CREATED_AT_DAY', 'TAXONOMY'],
  },
  citations: {
    texts: ['recordType', 'field'],
    numbers: ['lineFrom', 'lineTo'],
    lists: {},
    one: { source: 'sources' },
    orders: ['LINE_FROM', 'ASSERTION', 'CREATED_AT'],
    groups: ['ASSERTION', 'RECORD_TYPE', 'FIELD', 'SOURCE'],
  },
  taxonomies: { texts: ['name'], numbers: ['version'], lists: {}, one: {} },
  sources: { texts: ['title'], numbers: ['version'], lists: {}, one: {} },
};
const ROOTS = ['organizations', 'programs', 'programs', 'programs', 'contacts', 'cores', 'terms', 'citations'];

const times = (count, make) => Array.from({ length: count }, make);

/**
 * An operation with so many parts, of a random kind. The parts differ only in their values.
 * @returns {{ query: string, variables: object }}
 */
export function operation(random, parts) {
  const filters = {};
  const declare = (list, where) => {
    const name = `w${Object.keys(filters).length}`;
    filters[name] = { type: `${TYPES[list]}Where`, where };
    return `$${name}`;
  };
  const make = random.of([
    lists,
    lists,
    lists,
    nested,
    nested,
    grouped,
    searches,
    searches,
    single,
    past,
    past,
    entities,
  ]);
  const selection = times(parts, (_, index) => `p${index}: ${make(random, declare)}`).join('\n');
  const declared = ['$few: Int!', ...Object.entries(filters).map(([name, { type }]) => `$${name}: ${type}`)].join(', ');
  const variables = Object.fromEntries(Object.entries(filters).map(([name, { where }]) => [name, where]));
  return {
    query: `query (${declared}) { few: cores(first: $few) { totalCount } ${selection} }`,
    variables: { few: 1, ...variables },
  };
}

const TYPES = {
  organizations: 'Organization',
  programs: 'Program',
  contacts: 'Contact',
  cores: 'Core',
  terms: 'Term',
  citations: 'Citation',
};

function lists(random, declare) {
  const list = random.of(ROOTS);
  const shown = random.of(['totalCount', 'totalCount nodes { id }', 'nodes { id }', 'pageInfo { hasNextPage }']);
  return `${list}(${argumentsOf(random, list, declare)}) { ${shown} }`;
}

function nested(random, declare) {
  const list = random.of(['organizations', 'programs', 'cores', 'terms']);
  const where = LISTS[list].slug && random.chance(0.7) ? largestOf(list) : filter(random, list, 1);
  const size = random.of([1, 5, 20, 100]);
  return `${list}(first: ${size}, where: ${declare(list, where)}) { nodes { ${inner(random, list, declare, 1 + random.below(2))} } }`;
}

function inner(random, list, declare, levels) {
  const choices = Object.entries(LISTS[list].lists);
  if (levels === 0 || choices.length === 0) return 'id';
  const [field, target] = random.of(choices);
  const below = random.of([
    'totalCount',
    'totalCount nodes { id }',
    `nodes { ${inner(random, target, declare, levels - 1)} }`,
    grouping(random, target),
  ]);
  return `${field}(${argumentsOf(random, target, declare)}) { ${below} }`;
}

function grouped(random, declare) {
  const list = random.of(['programs', 'programs', 'organizations', 'contacts', 'citations']);
  return `${list}(${argumentsOf(random, list, declare)}) { ${grouping(random, list)} }`;
}

function grouping(random, list) {
  const known = LISTS[list].groups;
  const by = [...new Set(times(1 + random.below(3), () => random.of(known)))];
  return `groups(by: [${by.join(', ')}], first: 1000) { count keys { label } }`;
}

function searches(random) {
  const words = random.chance(0.5)
    ? random.of(SEARCHES)
    : times(1 + random.below(12), () => random.of(WORDS)).join(' ');
  const types = random.of(['', ', types: [CONTACT]', ', types: [PROGRAM, ORGANIZATION]']);
  return `search(query: ${JSON.stringify(words.slice(0, 200))}${types}, first: 100) { name node { id } }`;
}

function single(random, declare) {
  const list = random.of(['organizations', 'programs', 'cores']);
  const { slug } = LISTS[list];
  const ancestors = list === 'organizations' ? 'ancestors { name }' : list === 'programs' ? 'lead { name }' : 'id';
  return `${slug}(slug: "${slug}-${1 + random.below(5)}") { ${ancestors} ${inner(random, list, declare, 2)} }`;
}

/** Past states: the first programs have very many changes. */
function past(random) {
  const asOf = `asOf: "${random.of(MOMENTS)}"`;
  if (random.chance(0.3))
    return `programs(first: 100, ${asOf}) { ${random.of(['totalCount', 'nodes { name version }'])} }`;
  const list = random.of(['programs', 'programs', 'organizations', 'cores']);
  const { slug } = LISTS[list];
  return `${slug}(slug: "${slug}-${1 + random.below(6)}", ${asOf}) { name version }`;
}

function entities(random, declare) {
  const list = random.of(['organizations', 'programs', 'cores']);
  const { slug } = LISTS[list];
  const references = times(100, (_, index) => `{ __typename: "${TYPES[list]}", slug: "${slug}-${index + 1}" }`);
  // As literals, which are ten tokens each.
  const few = references.slice(0, random.of([5, 20, 60]));
  return `_entities(representations: [${few.join(', ')}]) { ... on ${TYPES[list]} { ${inner(random, list, declare, 1)} } }`;
}

function argumentsOf(random, list, declare) {
  const { orders } = LISTS[list];
  const given = [`${random.of(['first', 'last'])}: ${random.of([1, 20, 100])}`];
  if (random.chance(0.7)) given.push(`where: ${declare(list, filter(random, list, 1 + random.below(3)))}`);
  if (random.chance(0.5)) {
    const steps = times(
      1 + random.below(2),
      () => `{ field: ${random.of(orders)}, direction: ${random.of(['ASC', 'DESC'])} }`,
    );
    given.push(`orderBy: [${steps.join(', ')}]`);
  }
  return given.join(', ');
}

/** The records of a type with the most links. */
function largestOf(list) {
  return { slug: { in: times(100, (_, index) => `${LISTS[list].slug}-${index + 1}`) } };
}

/** A filter that looks cheap and may match all, some or no records. */
function filter(random, list, levels) {
  const conditions = times(1 + random.below(3), () => condition(random, list, levels));
  if (conditions.length === 1) return conditions[0];
  return { [random.of(['and', 'or'])]: conditions };
}

function condition(random, list, levels) {
  const { texts, numbers, lists: many, one } = LISTS[list];
  const relations = levels > 0 ? [...Object.keys(many), ...Object.keys(one)] : [];
  const kind = random.below(relations.length > 0 ? 5 : 2);
  if (kind === 0) return { [random.of(texts)]: { contains: random.of(TEXTS) } };
  if (kind === 1)
    return { [random.of(numbers)]: { [random.of(['lt', 'gt'])]: random.of([0, 1, 1990, 2015, 100_000]) } };
  if (kind === 2) return { not: filter(random, list, levels - 1) };
  const name = random.of(relations);
  if (name in one) return { [name]: filter(random, one[name], levels - 1) };
  const within = random.chance(0.2) ? {} : filter(random, many[name], levels - 1);
  return { [name]: { [random.of(['some', 'none', 'every'])]: within } };
}
