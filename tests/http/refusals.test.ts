import type { KeyRole } from '../../src/platform/access/viewer';
import { startTestHub, type TestHub } from '../support/hub';
import { addressOf } from './cached';
import { errorOf, send, type Answered } from './client';

const ORIGIN = 'https://app.example.org';
const READ = '{ changes(of: "00000000-0000-4000-8000-000000000000") { totalCount } }';
const WRITE = 'mutation { archiveProgram(input: { id: "00000000-0000-4000-8000-000000000000" }) { cursor } }';

/** What clients send as `Accept`, and the media type that they get. */
const ACCEPTS = [
  ['application/json', 'application/json'],
  ['*/*', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
  ['application/graphql-response+json,application/json;q=0.9', 'application/graphql-response+json'],
  [
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    'application/graphql-response+json',
  ],
] as const;

/** The ways of sending an operation. */
const SENT: readonly (readonly [name: string, query: string, method: 'GET' | 'POST'])[] = [
  ['a query', READ, 'POST'],
  ['a query by GET', READ, 'GET'],
  ['a mutation', WRITE, 'POST'],
];

let hub: TestHub;
let trusted: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ env: { HUB_CORS_ORIGINS: ORIGIN } });
  const env = { HUB_CORS_ORIGINS: ORIGIN, HUB_DOCUMENTS: 'trusted' };
  trusted = await startTestHub({ database: hub.database, env });
});
afterAll(async () => {
  await trusted.close();
  await hub.close();
});

/** Sends the operation as a page of another origin does. */
function ask(at: TestHub, query: string, method: 'GET' | 'POST', headers: Record<string, string>): Promise<Answered> {
  const all = { origin: ORIGIN, ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers };
  if (method === 'GET') return send(at, addressOf({ query }), { headers: all });
  return send(at, '/graphql', { method, headers: all, body: JSON.stringify({ query }) });
}

/** A page can read the answer, and finds in it what GraphQL has for errors. */
function expectReadable({ headers }: Answered, type: string): void {
  expect(headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(headers.get('access-control-expose-headers')).toContain('x-request-id');
}

const cases = SENT.flatMap((sent) => ACCEPTS.map((accepted) => [...sent, ...accepted] as const));

describe('any client can read why it is refused', () => {
  test.each(cases)(
    'a credential that is not accepted: %s, %s by %s, as %s',
    async (_name, query, method, accept, type) => {
      for (const authorization of ['Bearer nobody', 'Basic eA==']) {
        const answered = await ask(hub, query, method, { accept, authorization });

        expect(answered.status).toBe(401);
        expectReadable(answered, type);
        const { message, extensions } = errorOf(answered);
        expect(message).toMatch(/credential|Bearer/);
        expect(extensions.code).toBe('UNAUTHENTICATED');
      }
    },
  );

  test.each(cases)(
    'a document that the hub does not know: %s, %s by %s, as %s',
    async (_name, query, method, accept, type) => {
      for (const headers of [{}, await trusted.signIn('admin')]) {
        const answered = await ask(trusted, query, method, { accept, ...headers });

        expect(answered.status).toBe(403);
        expectReadable(answered, type);
        const { message, extensions } = errorOf(answered);
        expect(message).toMatch(/^This hub runs only documents that it knows; /);
        expect(extensions.code).toBe('FORBIDDEN');
      }
    },
  );

  test.each(cases)('a field that it may not use: %s, %s by %s, as %s', async (_name, query, method, accept, type) => {
    const field = query === READ ? 'changes' : 'archiveProgram';
    const refusals: [role: KeyRole | undefined, code: string, message: RegExp][] = [
      [undefined, 'UNAUTHENTICATED', /^Sign in to use (Query|Mutation)\./],
    ];
    if (query === WRITE) refusals.push(['partner', 'FORBIDDEN', /^Your role, partner, may not use Mutation\./]);
    for (const [role, code, message] of refusals) {
      const answered = await ask(hub, query, method, { accept, ...(role && (await hub.signIn(role))) });

      expect(answered.status).toBe(200);
      expectReadable(answered, type);
      expect(answered.body.errors).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(message) as string,
          path: [field],
          extensions: expect.objectContaining({ code }) as object,
        }),
      ]);
    }
  });
});
