import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { hubSchema } from '../../src/hub';
import { permissionsOf } from '../../src/platform/access/attach-guards';
import { KEY_ROLES } from '../../src/platform/access/viewer';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { runs } from '../support/runs';
import { keyOf, startHubProcess, type HubProcess } from '../writing/hub-process';

/**
 * graphql-js drops the promises of a list's items where a later item throws: they reject with nobody listening. Each guarded field is therefore
 * asked for beside each field that is loaded, in lists, of a hub in a process of its own that has to survive it.
 */
const { schema } = hubSchema();

type Field = GraphQLField<unknown, unknown>;
type Headers = Readonly<Record<string, string>>;

let database: TestDatabase;
let hub: HubProcess;
const roles: [role: string, headers: Headers][] = [['public', {}]];

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  for (const role of KEY_ROLES) roles.push([role, await keyOf(database.url, role)]);
  hub = await startHubProcess({ DATABASE_URL: database.url });
}, 60_000);
afterAll(async () => {
  await hub.stop();
  await database.drop();
});

const needsArguments = ({ args }: Field): boolean =>
  args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined);

/** Of the root, only lists: a single read would need a key. */
function fieldsOf(type: GraphQLObjectType): Field[] {
  const fields = Object.values(type.getFields()).filter((field) => !field.name.startsWith('_'));
  return fields.filter(
    (field) => !needsArguments(field) && (type !== schema.getQueryType() || 'first' in argumentsOf(field)),
  );
}

const argumentsOf = ({ args }: Field): Record<string, unknown> =>
  Object.fromEntries(args.map((arg) => [arg.name, arg]));

/** How each type is reached from the root, by the shortest way: `programs { nodes { % } }`. */
function waysToTypes(): Map<GraphQLObjectType, string> {
  const root = schema.getQueryType() as GraphQLObjectType;
  const ways = new Map([[root, '{ % }']]);
  for (const [type, way] of ways) {
    for (const field of fieldsOf(type)) {
      const next = getNamedType(field.type);
      if (isObjectType(next) && !ways.has(next)) ways.set(next, way.replace('%', `${field.name} { % }`));
    }
  }
  return ways;
}

const selected = ({ name, type }: Field): string =>
  isCompositeType(getNamedType(type)) ? `${name} { __typename }` : name;

/** Of each type, each guarded field after and before each field that is loaded. */
function documents(): string[] {
  return [...waysToTypes()].flatMap(([type, way]) => {
    const guarded = fieldsOf(type).filter((field) => permissionsOf(field).length > 0);
    const loaded = fieldsOf(type).filter((field) => field.resolve && isObjectType(getNamedType(field.type)));
    return guarded.flatMap((guard) =>
      loaded
        .filter((field) => field !== guard)
        .flatMap((field) => [`${selected(field)} ${selected(guard)}`, `${selected(guard)} ${selected(field)}`])
        .map((pair) => way.replace('%', pair)),
    );
  });
}

async function post(query: string, headers: Headers, accept = 'application/json'): Promise<string> {
  const body = JSON.stringify({ query });
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body,
  });
  return response.text();
}

async function get(query: string, headers: Headers): Promise<string> {
  return (await fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, { headers })).text();
}

/** By each way that an operation can be sent over HTTP, and often enough that it is compiled. */
const TRANSPORTS: readonly ((query: string, headers: Headers) => Promise<string>)[] = [
  get,
  post,
  post,
  (query, headers) => post(query, headers, 'text/event-stream'),
  (query, headers) => post(query, headers, 'multipart/mixed;subscriptionSpec=1.0'),
];

/** All of them in a long run; else two in turn, so that the fields of a type meet each of them. */
function transportsFor(index: number): typeof TRANSPORTS {
  const count = runs(2, TRANSPORTS.length);
  return Array.from({ length: count }, (_, step) => TRANSPORTS[(index + step) % TRANSPORTS.length] ?? post);
}

async function faults(): Promise<string[]> {
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  return text.split('\n').filter((line) => /^hub_faults_total\{.*\} [^0]/.test(line));
}

const all = documents();

test('there are guarded fields beside loaded ones to be asked for', () => {
  expect(all.length).toBeGreaterThan(100);
  expect(all).toContain('{ programs { nodes { core { __typename } changes { __typename } } } }');
});

test.each(['public', ...KEY_ROLES])(
  'over HTTP a hub survives what the role %s asks for',
  async (role) => {
    const headers = roles.find(([name]) => name === role)?.[1] ?? {};
    for (const [index, document] of all.entries()) {
      const answers = await Promise.all(transportsFor(index).map((send) => send(document, headers)));
      for (const answer of answers) expect(answer).toMatch(/"data"|"errors"/);
    }
    expect(await faults()).toEqual([]);
  },
  120_000,
);

test('over WebSockets a hub survives what each role asks for', async () => {
  for (const [, connectionParams] of roles) {
    const client = createClient({
      url: `${hub.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams,
    });
    const asked = all.filter((_, index) => index % runs(3, 1) === 0);
    for (const query of asked)
      for await (const result of client.iterate({ query })) expect(result).toHaveProperty('data');
    await client.dispose();
  }
  expect(await faults()).toEqual([]);
}, 120_000);

test('an error that nothing handled is logged, counted, and ends nothing', async () => {
  // What stands for a fault of the hub: nothing that a client sends may lead to one.
  const preload = join(mkdtempSync(join(tmpdir(), 'equity-hub-test-')), 'preload.cjs');
  writeFileSync(preload, `process.on('SIGUSR2', () => void Promise.reject(new Error('unheard')));`);
  const faulty = await startHubProcess({
    DATABASE_URL: database.url,
    LOG_LEVEL: 'warn',
    NODE_OPTIONS: `--require ${preload}`,
  });
  const logged = once(faulty.command.process.stdout as NodeJS.EventEmitter, 'data');
  faulty.command.process.kill('SIGUSR2');

  expect(JSON.parse(String(await logged))).toMatchObject({
    level: 60,
    kind: 'unhandledRejection',
    err: { message: 'unheard' },
  });
  const text = await (await fetch(`${faulty.url}/metrics`)).text();
  expect(text).toContain('hub_faults_total{kind="unhandledRejection"} 1');
  await faulty.stop();
  rmSync(dirname(preload), { recursive: true });
});
