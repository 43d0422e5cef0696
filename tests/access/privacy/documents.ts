import type { AssignmentList, ContactList, Operation } from './operations';
import type { ContactEnd } from './world';

export interface Request {
  readonly query: string;
  readonly variables: object;
}

/** What a test knows of the log beside its rows. */
export interface Places {
  /** The cursor of a change, by its number. */
  readonly logCursor: (seq: number) => string;
  /** The cursor of a contact in a list of this order, as whoever sees all is given it. */
  readonly listCursor: (orderBy: ContactList['orderBy'], id: string) => string;
}

export const CONTACT_FIELDS = [
  'id',
  'name',
  'email',
  'title',
  'credentials',
  'phone',
  'kind',
  'visibility',
  'version',
  'archivedAt',
] as const;
const CONTACT = CONTACT_FIELDS.join(' ');
const EDGES = `totalCount edges { linkId role isPrimary node { id name } citations { totalCount } }`;
const PLACE: Readonly<Record<ContactEnd, string>> = { organization: 'Organization', core: 'Core', program: 'Program' };
const CHANGE = 'totalCount nodes { id kind version changes { field before after } }';

const SELECTIONS = {
  plain: `node { ${CONTACT} }`,
  alias: `node { ${CONTACT_FIELDS.map((field) => `x_${field}: ${field}`).join(' ')} }`,
  fragment: 'node { ...F ... on Contact { name } ... @include(if: true) { email } }',
} as const;

/** The operation as a client sends it. */
export function requestOf(operation: Operation, places: Places): Request {
  switch (operation.kind) {
    case 'contacts':
      return contactList(operation, places);
    case 'places':
      return placeList(operation);
    case 'contact':
      return contactByIds(operation);
    case 'place':
      return placeById(operation);
    case 'search':
      return {
        query: `query ($query: String!, $types: [RecordType!]) { search(query: $query, types: $types, first: 50) {
          type name excerpt score node { id ... on Contact { ${CONTACT} } } } }`,
        variables: { query: operation.query, types: operation.types },
      };
    case 'citations':
      return citationList(operation);
    case 'assignments':
      return assignmentList(operation);
    case 'changes':
      return changeList(operation);
    case 'timeline':
      return timeline(operation);
    case 'updates':
    case 'diff':
    case 'past':
    case 'write':
      return logRequest(operation, places);
  }
}

type Of<Kind extends Operation['kind']> = Extract<Operation, { readonly kind: Kind }>;

function contactList(
  { style, where, orderBy, size, includeArchived, groups, groupsWhere, ...rest }: ContactList,
  places: Places,
): Request {
  const cursor = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : places.listCursor(orderBy, id);
  return {
    query: `query ($where: ContactWhere, $orderBy: [ContactOrder!], $first: Int, $last: Int, $after: String, $before: String,
        $includeArchived: Boolean, $by: [ContactGroupBy!]!, $groupsWhere: ContactWhere, $atLeast: Cursor) {
      contacts(where: $where, orderBy: $orderBy, first: $first, last: $last, after: $after, before: $before,
          includeArchived: $includeArchived, atLeast: $atLeast) {
        totalCount edges { cursor ${SELECTIONS[style]} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        groups(by: $by, where: $groupsWhere) { count keys { value label } }
      } } ${style === 'fragment' ? `fragment F on Contact { ${CONTACT} }` : ''}`,
    variables: {
      where,
      orderBy: orderBy.length > 0 ? orderBy : undefined,
      ...size,
      after: cursor(rest.after),
      before: cursor(rest.before),
      includeArchived,
      by: groups,
      groupsWhere,
      atLeast: rest.atLeast ? places.logCursor(1) : undefined,
    },
  };
}

function placeList({ end, where, contacts, includeArchived }: Of<'places'>): Request {
  return {
    query: `query ($where: ${PLACE[end]}Where, $contacts: ContactWhere, $includeArchived: Boolean) {
      ${end}s(where: $where, includeArchived: $includeArchived, first: 30) {
        totalCount nodes { id contacts(where: $contacts) { ${EDGES} nodes { ${end}s { totalCount } } } } } }`,
    variables: { where, contacts, includeArchived },
  };
}

function contactByIds({ ids, asOf, asEntity }: Of<'contact'>): Request {
  if (asEntity) {
    return {
      query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Contact { ${CONTACT} } } }`,
      variables: { of: ids.map((id) => ({ __typename: 'Contact', id })) },
    };
  }
  const fields = ids.map((_id, index) => `c${index}: contact(id: $c${index}, asOf: $asOf) { ${CONTACT} }`);
  return {
    query: `query (${ids.map((_id, index) => `$c${index}: ID!`).join(', ')}, $asOf: DateTime) { ${fields.join(' ')} }`,
    variables: { ...Object.fromEntries(ids.map((id, index) => [`c${index}`, id])), asOf },
  };
}

function placeById({ end, id, where, includeArchived }: Of<'place'>): Request {
  return {
    query: `query ($id: ID!, $where: ContactWhere, $includeArchived: Boolean) {
      ${end}(id: $id) { id contacts(where: $where, includeArchived: $includeArchived) {
        ${EDGES} groups(by: [VISIBILITY]) { count keys { value label } } } } }`,
    variables: { id, where, includeArchived },
  };
}

function citationList({ where, bySource }: Of<'citations'>): Request {
  const list =
    'citations(where: $where, first: 100) { totalCount nodes { id recordType recordId field lineFrom record { __typename id } } }';
  return {
    query: `query ($where: CitationWhere) { ${bySource ? `sources { nodes { ${list} } }` : list} }`,
    variables: { where },
  };
}

const ASSIGNMENT = `id role isPrimary contact { id name } organization { id name } core { id name } program { id name } citations { totalCount }`;

function assignmentList({ where, byName, includeArchived, groups }: AssignmentList): Request {
  return {
    query: `query ($where: ContactAssignmentWhere, $orderBy: [ContactAssignmentOrder!], $includeArchived: Boolean, $by: [ContactAssignmentGroupBy!]!) {
      contactAssignments(where: $where, orderBy: $orderBy, includeArchived: $includeArchived, first: 50) {
        totalCount aggregate { count } nodes { ${ASSIGNMENT} } groups(by: $by) { count keys { value label } } } }`,
    variables: {
      where,
      orderBy: byName && [{ contact: { field: 'NAME' }, direction: byName }],
      includeArchived,
      by: groups,
    },
  };
}

function changeList({ of, where, nested }: Of<'changes'>): Request {
  return {
    query: nested
      ? `query ($of: ID!, $where: ChangeWhere) { contacts(where: { id: { eq: $of } }) { nodes { changes(where: $where, first: 100) { ${CHANGE} } } }
          programs(where: { id: { eq: $of } }) { nodes { changes(where: $where, first: 100) { ${CHANGE} } } } }`
      : `query ($of: ID!, $where: ChangeWhere) { changes(of: $of, where: $where, first: 100) { ${CHANGE} groups(by: [KIND]) { count keys { value label } } } }`,
    variables: { of, where },
  };
}

function timeline({ where }: Of<'timeline'>): Request {
  return {
    query: `query ($where: ChangeWhere) { changes(where: $where, first: 100) { ${CHANGE} groups(by: [KIND]) { count keys { value label } } } }`,
    variables: { where },
  };
}

/** The list that the operation reads, as a file can have it; undefined if it reads none. */
export function fileRequestOf(operation: Operation, places: Places): Request | undefined {
  switch (operation.kind) {
    case 'contacts': {
      const { variables } = contactList(operation, places);
      const { size } = operation;
      return {
        query: `query ($where: ContactWhere, $orderBy: [ContactOrder!], $first: Int, $after: String, $before: String, $includeArchived: Boolean) {
          contacts(where: $where, orderBy: $orderBy, first: $first, after: $after, before: $before, includeArchived: $includeArchived) {
            nodes { ${CONTACT} programs { totalCount nodes { id } } } } }`,
        variables: { ...variables, first: 'first' in size ? size.first : size.last },
      };
    }
    case 'places': {
      const { query, variables } = placeList(operation);
      return { query: query.replace('totalCount nodes { id', 'nodes { id'), variables };
    }
    case 'assignments': {
      const { query, variables } = assignmentList(operation);
      return {
        query: query
          .replace('totalCount aggregate { count } nodes', 'nodes')
          .replace(/ groups.*/, ' } }')
          .replace(', $by: [ContactAssignmentGroupBy!]!', ''),
        variables,
      };
    }
    case 'changes':
      return {
        query: `query ($of: ID!, $where: ChangeWhere) { changes(of: $of, where: $where, first: 100) { nodes { id kind version changes { field before after } } } }`,
        variables: { of: operation.of, where: operation.where },
      };
    case 'timeline':
      return {
        query: `query ($where: ChangeWhere) { changes(where: $where, first: 100) { nodes { id kind version changes { field before after } } } }`,
        variables: { where: operation.where },
      };
    case 'past': {
      const { query, variables } = logRequest(operation, places);
      return {
        query: query
          .replace('totalCount nodes { id', 'nodes { id')
          .replace('where: $where)', 'where: $where, first: 20)'),
        variables,
      };
    }
    case 'contact':
    case 'place':
    case 'search':
    case 'citations':
    case 'updates':
    case 'diff':
    case 'write':
      return undefined;
  }
}

/** What a subscription is asked, and a query that shows the same of the log. */
export function followRequests(
  { after, where, kinds }: Of<'updates'>,
  { logCursor }: Places,
): readonly [Request, Request] {
  const parameters = '$after: Cursor, $where: ProgramWhere, $kinds: [ProgramChangeKind!]';
  const given = 'after: $after, where: $where, kinds: $kinds';
  const change =
    'cursor previous kind programId version actor changes { field before after } program { id name contacts { totalCount } }';
  const variables = { after: logCursor(after), where, kinds };
  return [
    {
      query: `subscription (${parameters}) { programUpdates(${given}) { cursor ... on Checkpoint { caughtUp } ... on ProgramChanged { ${change} } } }`,
      variables,
    },
    {
      query: `query (${parameters}) { programUpdates(${given}, first: 100) { hasMore items { ${change} } } }`,
      variables,
    },
  ];
}

function logRequest(operation: Of<'updates' | 'diff' | 'past' | 'write'>, { logCursor }: Places): Request {
  switch (operation.kind) {
    case 'updates': {
      const { after, first, where, kinds } = operation;
      return {
        query: `query ($after: Cursor, $first: Int, $where: ProgramWhere, $kinds: [ProgramChangeKind!]) {
          programUpdates(after: $after, first: $first, where: $where, kinds: $kinds) { cursor hasMore
            items { cursor previous kind programId version actor changes { field before after } program { id name contacts { totalCount } } } } }`,
        variables: { after: logCursor(after), first, where, kinds },
      };
    }
    case 'diff': {
      const { id, from, to } = operation;
      return {
        query: `query ($id: ID!, $from: DateTime!, $to: DateTime!) { program(id: $id) { diff(from: $from, to: $to) { field before after } } }`,
        variables: { id, from, to },
      };
    }
    case 'past':
      return {
        query: `query ($asOf: DateTime!, $where: ProgramWhere) { programs(asOf: $asOf, where: $where) {
          totalCount nodes { id version status contacts { ${EDGES} } } } }`,
        variables: { asOf: operation.asOf, where: operation.where },
      };
    case 'write': {
      const { mutation, input } = operation;
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
      return {
        query: `mutation ($input: ${type}) { ${mutation}(input: $input) { errors { code message } changes { id } } }`,
        variables: { input },
      };
    }
  }
}
