import { Query, type ClientBase, type QueryResult, type QueryResultRow } from 'pg';
import { LRUCache } from 'lru-cache';
import { onceFor } from './once-for';

/** The most prepared statements of a connection. */
const MAX_PREPARED = 500;

/** What the hub uses of the driver's connection, beyond its types. */
interface PreparingConnection {
  readonly parsedStatements: Record<string, unknown>;
  readonly submittedNamedStatements: Record<string, unknown>;
  close(message: { readonly type: 'S'; readonly name: string }): void;
}

type Done = (error: Error | null, result: { readonly rows: readonly unknown[] }) => void;

/** The driver's query, as its client uses it. */
type DriverQuery = new (
  statement: SentStatement,
  done: Done,
) => {
  readonly name?: string;
  readonly callback: Done;
  submit(connection: PreparingConnection): Error | null;
  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
};
const DriverQuery = Query as unknown as DriverQuery;

/** The prepared statements of a connection. The least recently used is closed when there are too many. */
const preparedOn = onceFor(
  (connection: PreparingConnection) =>
    new LRUCache<string, true>({
      max: MAX_PREPARED,
      dispose: (_known, name) => {
        connection.close({ type: 'S', name });
        Reflect.deleteProperty(connection.parsedStatements, name);
        Reflect.deleteProperty(connection.submittedNamedStatements, name);
      },
    }),
);

/** Notes that a statement is about to be prepared on a connection, or used there again. */
export function noteUse(client: ClientBase, name: string): void {
  preparedOn((client as unknown as { readonly connection: PreparingConnection }).connection).set(name, true);
}

/** A query whose prepared statement can be closed again. */
class PreparedQuery extends DriverQuery {
  override submit(connection: PreparingConnection): Error | null {
    if (this.name !== undefined) preparedOn(connection).set(this.name, true);
    return super.submit(connection);
  }
}

/** A connection that does not ask Postgres to describe the columns of rows. */
const withoutDescription = onceFor(
  (connection: PreparingConnection): PreparingConnection =>
    Object.create(connection, { describe: { value: () => undefined } }) as PreparingConnection,
);

/** A query whose columns are all texts, so that neither their names nor their types are needed. */
class TextsQuery extends PreparedQuery {
  private readonly found: (readonly (string | null)[])[] = [];

  override submit(connection: PreparingConnection): Error | null {
    return super.submit(withoutDescription(connection));
  }

  override handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.found.push(fields);
  }

  override handleCommandComplete(): void {
    // The number of rows is known from the rows.
  }

  override handleReadyForQuery(): void {
    this.callback(null, { rows: this.found });
  }
}

/** The rows that a statement returned. */
export type Found<T extends QueryResultRow> = Pick<QueryResult<T>, 'rows'>;

export interface SentStatement {
  readonly text: string;
  readonly values?: unknown[];
  /** Of the prepared statement; undefined for one that is not prepared. */
  readonly name?: string | undefined;
  /** Whether all columns are texts: each row is then an array of them. */
  readonly texts?: boolean;
}

/** Sends a statement. One with a name is prepared at its first use on the connection. */
export function send<T extends QueryResultRow>(client: ClientBase, statement: SentStatement): Promise<Found<T>> {
  const Sent = statement.texts ? TextsQuery : PreparedQuery;
  return new Promise((done, fail) => {
    client.query(new Sent(statement, (error, result) => (error ? fail(error) : done(result as Found<T>))) as never);
  });
}
