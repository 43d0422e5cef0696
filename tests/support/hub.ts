import 'reflect-metadata';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { pino } from 'pino';
import { readConfig } from '../../src/config';
import { createHub, type HubOptions } from '../../src/hub';
import { ApiKey } from '../../src/platform/access/api-key.entity';
import { HubKeys } from '../../src/platform/access/hub-keys';
import type { KeyRole } from '../../src/platform/access/viewer';
import { catalogFaults } from '../../src/platform/faults/catalog-faults';
import { createTestDatabase, type TestDatabase } from './database';

/** A GraphQL error as a client reads it. */
export interface ClientSideError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly requestId: string } & Record<string, unknown>;
}

export interface Answer<Data> {
  readonly status: number;
  /** Present where the test expects an answer; `errors` says why there is none. */
  readonly data: Data;
  readonly errors: readonly ClientSideError[] | undefined;
  /** The SQL statements that the operation sent. */
  readonly statements: readonly string[];
}

export interface TestHub {
  /** Without a slash at the end. */
  readonly url: string;
  readonly database: TestDatabase;
  /** What the hub logged, a line each. */
  readonly logged: readonly string[];
  /** Whether plans answer queries; if not, resolvers do. */
  readonly plans: boolean;
  /** The SQL statements that reads have sent since the last query was. */
  readonly statements: () => readonly string[];
  /** Sends one operation over HTTP. One at a time: statements are counted for the hub as a whole. */
  query<Data, Variables>(
    document: TypedDocumentNode<Data, Variables> | string,
    variables?: Variables,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
  /** Makes a key of the role. @returns the headers to send with it */
  signIn(role: KeyRole): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export interface TestHubOptions {
  /** With the bundled dataset. */
  readonly seeded?: boolean;
  /** Environment variables of the hub. */
  readonly env?: Record<string, string>;
  /** That of another hub, which drops it. */
  readonly database?: TestDatabase;
  /** What it serves, where other than the hub's own features. */
  readonly content?: HubOptions['content'];
  /** How long streams wait, where other than usual. */
  readonly times?: HubOptions['times'];
  /** Fills the database before the hub starts. */
  readonly prepare?: (pool: TestDatabase['pool']) => Promise<void>;
}

/** Every query is planned, also at its first use, unless the tests run with HUB_TEST_PLANS=off. */
const USUAL = {
  HUB_INTROSPECTION: 'everyone',
  HUB_RATE_LIMIT: 'off',
  HUB_PLANS: process.env['HUB_TEST_PLANS'] ?? 'always',
};

/** A hub of its own on a free port of the loopback interface, with a database of its own. */
export async function startTestHub({
  seeded = false,
  env = {},
  content,
  times,
  prepare,
  ...options
}: TestHubOptions = {}): Promise<TestHub> {
  const database = options.database ?? (await createTestDatabase({ seeded }));
  await prepare?.(database.pool);
  let statements: string[] = [];
  const logged: string[] = [];
  const config = readConfig({ ...USUAL, ...env, DATABASE_URL: database.url });
  const hub = await createHub({
    config,
    databaseUrl: database.url,
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    onStatement: (text) => statements.push(text),
    ...(content && { content }),
    ...(times && { times }),
  });
  const faults = await catalogFaults(hub.dataSource);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const url = await hub.server.listen({ port: 0, host: '127.0.0.1' });

  return {
    url,
    database,
    logged,
    plans: config.plans !== 'off',
    statements: () => statements,
    async query<Data, Variables>(
      document: TypedDocumentNode<Data, Variables> | string,
      variables?: Variables,
      headers: Record<string, string> = {},
    ) {
      statements = [];
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: typeof document === 'string' ? document : print(document), variables }),
      });
      const body = (await response.json()) as Pick<Answer<Data>, 'data' | 'errors'>;
      return { status: response.status, data: body.data, errors: body.errors, statements };
    },
    async signIn(role) {
      const key = await new HubKeys(hub.dataSource.getRepository(ApiKey)).create({ name: 'a test', role });
      return { authorization: `Bearer ${key}` };
    },
    async close() {
      await hub.close();
      if (!options.database) await database.drop();
    },
  };
}
