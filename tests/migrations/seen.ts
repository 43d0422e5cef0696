import {
  getNamedType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { hubSchema } from '../../src/hub';
import { permissionsOf } from '../../src/platform/access/attach-guards';
import { may } from '../../src/platform/access/permissions';
import type { Role } from '../../src/platform/access/viewer';
import type { TestHub } from '../support/hub';

type Headers = Record<string, string>;
type Field = GraphQLField<unknown, unknown>;
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What belongs to an entry of the log and not to what it says: in a new log it is another one. */
const OF_THE_LOG: ReadonlySet<string> = new Set([
  'id',
  'cursor',
  'streamCursor',
  'previous',
  'occurredAt',
  'totalCount',
  'recordType',
  'field',
]);

const { schema } = hubSchema();

/** Everything that a role learns: each fact is a record's id, or a question, with one value that was read of it. */
export async function seenBy(
  hub: TestHub,
  role: Role,
  headers: Headers,
  ids: readonly string[],
  moments: readonly string[],
): Promise<Set<string>> {
  const facts = new Set<string>();
  const ask = async (query: string, variables: object, read: (data: Record<string, Json>) => void): Promise<void> => {
    const { data, errors } = await hub.query<Record<string, Json> | null, object>(query, variables, headers);
    const faults = (errors ?? []).filter(({ extensions }) => !REFUSALS.has(extensions.code));
    if (faults.length > 0) throw new Error(`${role} asked ${query}: ${JSON.stringify(faults[0])}`);
    if (data) read(data);
  };
  const records = (data: Json): void => gather(facts, '', data);
  for (const query of listQueries(role)) await ask(query, {}, records);
  for (const asOf of moments) {
    await ask(
      'query ($asOf: DateTime) { programs(asOf: $asOf, first: 100) { nodes { id name status version contacts { edges { role node { id name email } } } } } }',
      { asOf },
      (data) => gather(facts, asOf, data),
    );
  }
  const representations = ids.map((id) => ({ __typename: 'Contact', id }));
  await ask(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Contact { id name visibility } } }',
    { of: representations },
    ({ _entities }) =>
      (_entities as readonly Json[]).forEach((found, index) => gather(facts, String(ids[index]), found)),
  );
  if (may({ role }, 'FOLLOW')) {
    await ask(
      '{ programUpdates(first: 100) { items { programId version actor changes { field before after } program { id name } } } }',
      {},
      records,
    );
  }
  return facts;
}

/** What the log no longer has is refused; whom the role may not ask for, too. */
const REFUSALS: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT']);

/** All lists of the schema with all their fields; fields that take the same permissions are asked for together. */
function listQueries(role: Role): string[] {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  return roots
    .filter((root) => isAskable(root, role))
    .flatMap((root) => {
      const record = recordOf(root);
      if (!record) return [];
      const archived =
        may({ role }, 'ARCHIVED') && root.args.some(({ name }) => name === 'includeArchived')
          ? ', includeArchived: true'
          : '';
      return [...selectionsOf(record, role)].map(
        (selection) => `{ ${root.name}(first: 100${archived}) { nodes { id ${selection} } } }`,
      );
    });
}

/** The type of the records that a list has. */
function recordOf(field: Field): GraphQLObjectType | undefined {
  const connection = getNamedType(field.type);
  const nodes = isObjectType(connection) ? connection.getFields().nodes : undefined;
  const type = nodes && getNamedType(nodes.type);
  return isObjectType(type) ? type : undefined;
}

function selectionsOf(record: GraphQLObjectType, role: Role): Iterable<string> {
  const groups = new Map<string, string>();
  for (const field of Object.values(record.getFields())) {
    const selection = isAskable(field, role) && selectionOf(field);
    const key = permissionsOf(field).join();
    if (selection) groups.set(key, `${groups.get(key) ?? ''} ${selection}`);
  }
  return groups.values();
}

function selectionOf(field: Field): string | undefined {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return field.name;
  if (type.name === 'ChangeConnection')
    return `${field.name}(first: 100) { nodes { version actor changes { field before after } } }`;
  if (recordOf(field)) return `${field.name}(first: 50) { nodes { id } }`;
  return isCompositeType(type) && 'getFields' in type && 'id' in type.getFields() ? `${field.name} { id }` : undefined;
}

function isAskable(field: Field, role: Role): boolean {
  return !field.args.some(isRequiredArgument) && permissionsOf(field).every((permission) => may({ role }, permission));
}

function gather(facts: Set<string>, of: string, json: Json): void {
  if (json === null) return;
  if (typeof json !== 'object') return note(facts, of, json);
  if (Array.isArray(json)) {
    for (const one of json as readonly Json[]) gather(facts, of, one);
    return;
  }
  const record = json as { readonly [key: string]: Json };
  const own = typeof record.id === 'string' ? record.id : record.programId;
  // A record inside its own description adds nothing.
  const isSame = own === of || typeof own !== 'string';
  if (typeof record.id === 'string' && !isSame) facts.add(`${of} ${record.id}`);
  const next = isSame ? of : `${of} ${own}`.trimStart();
  for (const [key, value] of Object.entries(record)) if (!OF_THE_LOG.has(key)) gather(facts, next, value);
}

/** That a record is itself, and that a migration made an entry, shows nobody anything. */
function note(facts: Set<string>, of: string, value: string | number | boolean): void {
  if (value !== of && value !== 'migration') facts.add(`${of} ${plain(value)}`);
}

/** The same moment is written the same. */
function plain(value: string | number | boolean): string {
  const isMoment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
  return isMoment ? String(new Date(value).getTime()) : String(value);
}
