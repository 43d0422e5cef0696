import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { damage, damages, type Damage } from './damage';
import { ODD_HEADERS, ODD_LINES } from './odd-http';

/** A valid HTTP request, and the damage to it. */
export interface DamagedRequest {
  readonly base: number;
  /** Headers that are changed or added. */
  readonly headers: readonly (readonly [string, string])[];
  readonly line: Damage[];
  readonly body: Damage[];
  readonly all: Damage[];
  /** Whether Content-Length is the length of the damaged body. */
  readonly trueLength: boolean;
}

interface Base {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const QUERY =
  '{ programs(first: 2, where: { name: { contains: "a" } }) { nodes { id name core { name } } totalCount } }';
const NAMED = {
  query: 'query Q($first: Int, $where: ProgramWhere) { programs(first: $first, where: $where) { nodes { slug } } }',
  variables: { first: 3, where: { or: [{ kind: { in: ['STUDY'] } }, { name: { startsWith: 'é' } }] } },
  operationName: 'Q',
  extensions: {},
};
const MUTATION = {
  query:
    'mutation ($input: CreateProgramInput!) { createProgram(input: $input) { program { id } errors { message path } } }',
  variables: { input: { name: 'Fuzz', kind: 'STUDY', alternateNames: ['a'], options: { dryRun: true } } },
};
const SUBSCRIPTION = { query: 'subscription { programUpdates { cursor } }' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The first ones are operations. Most cases use those, because pages take much time and show little. */
const OPERATIONS = 13;

/** @param editor,partner the values of their `authorization` headers */
export function basesOf(editor: string, partner: string): readonly Base[] {
  const post = (value: unknown, headers: Readonly<Record<string, string>> = {}): Base => ({
    line: 'POST /graphql HTTP/1.1',
    headers: { ...JSON_TYPE, ...headers },
    body: Buffer.from(JSON.stringify(value)),
  });
  const get = (target: string, headers: Readonly<Record<string, string>> = {}, version = 'HTTP/1.1'): Base => ({
    line: `GET ${target} ${version}`,
    headers,
    body: Buffer.alloc(0),
  });
  const search = `query=${encodeURIComponent(NAMED.query)}&variables=${encodeURIComponent(JSON.stringify(NAMED.variables))}`;
  return [
    post({ query: QUERY }),
    post(NAMED, { Accept: 'application/graphql-response+json', 'Accept-Encoding': 'gzip, br' }),
    post(MUTATION, { Authorization: editor }),
    post(MUTATION),
    post({ query: QUERY }, { Accept: 'text/event-stream', Authorization: partner }),
    post(SUBSCRIPTION, { Accept: 'text/event-stream', Authorization: partner }),
    post(SUBSCRIPTION, { Accept: 'multipart/mixed;subscriptionSpec=1.0', Authorization: partner }),
    post(SUBSCRIPTION, { Accept: 'application/json;callbackSpec=1.0', Authorization: partner }),
    { ...post(NAMED), headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' }, body: gzipSync(JSON.stringify(NAMED)) },
    chunked(post(NAMED)),
    get(`/graphql?${search}&operationName=Q`),
    get(`/graphql?${search}`, { Accept: 'text/html' }),
    get(`/graphql?query=${encodeURIComponent(SUBSCRIPTION.query)}`, {
      Accept: 'text/event-stream',
      'Last-Event-ID': 'x',
      Authorization: partner,
    }),
    get('/', { Accept: 'text/html', 'Accept-Encoding': 'br' }),
    get('/explorer', { Accept: 'text/html' }),
    get('/schema.graphql', { Authorization: editor }),
    get('/health/ready'),
    get('/health/live', {}, 'HTTP/1.0'),
    get('/metrics'),
    {
      ...get('/graphql'),
      line: 'OPTIONS /graphql HTTP/1.1',
      headers: { Origin: 'https://a.org', 'Access-Control-Request-Method': 'POST' },
    },
    { ...get('/'), line: 'HEAD / HTTP/1.1' },
    get('/graphql', {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Protocol': 'graphql-transport-ws',
    }),
  ];
}

function chunked(base: Base): Base {
  const half = Math.floor(base.body.length / 2);
  const pieces = [base.body.subarray(0, half), base.body.subarray(half), Buffer.alloc(0)];
  const body = Buffer.concat(
    pieces.flatMap((piece) => [Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
  );
  return { ...base, headers: { ...base.headers, 'Transfer-Encoding': 'chunked' }, body };
}

/** @param count of the valid requests */
export function damagedRequests(count: number): fc.Arbitrary<DamagedRequest> {
  const header = fc.oneof(
    ...ODD_HEADERS.map(([name, values]) => fc.constantFrom(...values).map((value) => [name, value] as const)),
  );
  const none = fc.constant<Damage[]>([]);
  const seldom = (weight: number, arbitrary: fc.Arbitrary<Damage[]>) =>
    fc.oneof({ weight, arbitrary: none }, { weight: 1, arbitrary });
  const line = fc.constantFrom(...ODD_LINES).map((text): Damage[] => [{ kind: 'over', at: 0, bytes: text }]);
  return fc.record({
    base: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: OPERATIONS - 1 }) }, fc.nat({ max: count - 1 })),
    headers: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.array(header, { minLength: 1, maxLength: 2 })),
    line: seldom(5, fc.oneof(line, damages(false))),
    body: seldom(1, damages(true)),
    all: seldom(6, damages(false)),
    trueLength: fc.boolean(),
  });
}

/** The bytes to send. */
export function bytesOf(
  bases: readonly Base[],
  { base, headers, line, body, all, trueLength }: DamagedRequest,
): Buffer {
  const valid = bases[base] as Base;
  const content = damage(valid.body, body);
  const written = new Map<string, string>([
    ['Host', 'localhost'],
    ['Connection', 'close'],
    ...Object.entries(valid.headers),
  ]);
  if (valid.body.length > 0 && !written.has('Transfer-Encoding')) {
    written.set('Content-Length', String((trueLength ? content : valid.body).length));
  }
  for (const [name, value] of headers) written.set(name, value);
  const [first] = line;
  const start =
    first?.kind === 'over' && first.at === 0
      ? Buffer.from(first.bytes, 'latin1')
      : damage(Buffer.from(valid.line), line);
  const fields = [...written].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const whole = Buffer.concat([start, Buffer.from(`\r\n${fields}\r\n`, 'latin1'), content]);
  return damage(whole, all);
}
