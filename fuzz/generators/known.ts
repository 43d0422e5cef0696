import { getNamedType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { HubClient } from '../client';
import { isConnection, plainFields, recordOf, schemaOf } from './api';

/** The schema, and existing values of its fields. Operations are generated from them, so that they find records. */
export interface Known {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  /** Values by type and field: `Program.status`. They include values of records that are archived or that not everyone may see. */
  readonly values: ReadonlyMap<string, readonly unknown[]>;
  /** Ids by type. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** Cursors of the change log. */
  readonly cursors: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** Reads all of it from a hub, as a viewer who may see everything. */
export async function gatherKnown(client: HubClient): Promise<Known> {
  const headers = { authorization: client.authorization('admin') ?? '' };
  const sdl = await (await fetch(`${client.url}/schema.graphql`, { headers })).text();
  const schema = schemaOf(sdl);
  const values = new Map<string, Set<unknown>>();
  const ids = new Map<string, Set<string>>();
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const connection = getNamedType(field.type);
    if (!isConnection(connection) || field.args.some(({ name }) => name === 'of')) continue;
    const record = recordOf(connection);
    for (const row of await readAll(client, field.name, record)) {
      for (const [key, value] of Object.entries(row)) add(values, `${record.name}.${key}`, value);
      add(ids, record.name, String(row.id));
    }
  }
  return {
    sdl,
    schema,
    values: new Map([...values].map(([key, set]) => [key, [...set].slice(0, MOST)])),
    ids: new Map([...ids].map(([key, set]) => [key, [...set]])),
    cursors: await cursorsOf(client),
  };
}

async function readAll(client: HubClient, list: string, record: GraphQLObjectType): Promise<readonly Row[]> {
  const selected = plainFields(record).map(({ name }) => name);
  const query = `{ list: ${list}(first: 100, includeArchived: true) { nodes { ${selected.join(' ')} } } }`;
  const { result } = await client.post('admin', { query });
  return (result.data?.list as { readonly nodes: Row[] } | undefined)?.nodes ?? [];
}

async function cursorsOf(client: HubClient): Promise<string[]> {
  const { result } = await client.post('admin', { query: '{ programUpdates(first: 100) { items { cursor } } }' });
  const { items } = result.data?.programUpdates as { readonly items: readonly { readonly cursor: string }[] };
  return items.map(({ cursor }) => cursor);
}

/** The most values to keep of each kind, so that the same ones are used several times. */
const MOST = 60;

function add<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  for (const each of Array.isArray(value) ? (value as T[]) : [value]) {
    if (each !== null) map.set(key, (map.get(key) ?? new Set<T>()).add(each));
  }
}
