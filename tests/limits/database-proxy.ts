import { connect } from 'node:net';
import { Client } from 'pg';
import { startProxy, type Proxy } from '../support/proxy';

/** Stands between a hub and its Postgres, and can take that away. */
export interface DatabaseProxy extends Proxy {
  /** Of the same database, through the proxy. */
  readonly url: string;
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const { host, port, user, password, database } = new Client({ connectionString: databaseUrl });
  const proxy = await startProxy(() =>
    host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host),
  );
  const account = [user, password].filter(Boolean).map((part) => encodeURIComponent(String(part)));
  const url = `postgresql://${account.join(':')}@127.0.0.1:${proxy.port}/${String(database)}`;
  return { ...proxy, url };
}
