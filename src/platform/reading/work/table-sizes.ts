import type { Client } from 'pg';
import type { FastifyBaseLogger } from 'fastify';

/** The estimated sizes of tables. */
export interface TableSizes {
  /** Changes whenever the sizes are read again. */
  readonly version: number;
  /** How many rows a table has. */
  rows(table: string): number;
  /** How many rows have one of so many values in a column. In the worst case they are the most frequent values. */
  most(table: string, column: string, values: number): number;
  /** How many rows have the same value in a column as a random row. */
  shared(table: string, column: string): number;
}

/** How often a column's values occur in the sample that Postgres took. */
interface ColumnStatistics {
  /** Running sums over the most frequent values: the share of rows with none of them (0), with the first, with one of the first two and so on. */
  readonly frequent: readonly number[];
  /** The share of rows with any one of the other values. */
  readonly other: number;
  /** The expected share of rows with the same value as a random row. */
  readonly shared: number;
}

interface TableStatistics {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, ColumnStatistics>;
}

/** For a column that was never analyzed. Assumes that a few values are very frequent. */
const UNKNOWN = columnStatistics([0.05, 0.05, 0.05, 0.05], 0.005);
/** Rows on a page of a table that was never analyzed. */
const ROWS_OF_A_PAGE = 40;
/** How often the sizes are read, in milliseconds. */
const REFRESH = 30_000;

const STATISTICS = `
  SELECT c.relname AS "table", c.reltuples AS tuples, c.relpages AS "analyzedPages",
    (pg_relation_size(c.oid) / current_setting('block_size')::int)::int AS pages,
    (SELECT json_object_agg(s.attname, json_build_object('distinct', s.n_distinct, 'null', s.null_frac, 'frequencies', s.most_common_freqs))
     FROM pg_stats s WHERE s.schemaname = n.nspname AND s.tablename = c.relname) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relname = ANY($1) AND c.relkind = 'r' AND pg_table_is_visible(c.oid)`;

interface StatisticsRow {
  readonly table: string;
  readonly tuples: number;
  readonly analyzedPages: number;
  readonly pages: number;
  readonly columns: Readonly<Record<string, SampledColumn>> | null;
}

interface SampledColumn {
  /** The number of distinct values; if negative, minus their share of all rows. */
  readonly distinct: number;
  readonly null: number;
  readonly frequencies: readonly number[] | null;
}

/**
 * The sizes of tables, estimated as Postgres does for its own plans: the current number of pages, times the rows on a page when the table was last
 * analyzed. So they are right even soon after a bulk load, or if a table was never analyzed. The hub reads them with one statement every 30 seconds,
 * not for each request.
 */
export class MeasuredSizes implements TableSizes {
  version = 0;
  private tables: ReadonlyMap<string, TableStatistics> = new Map();
  private readonly timer: NodeJS.Timeout;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly connect: () => Client,
    private readonly names: readonly string[],
    private readonly log: FastifyBaseLogger,
  ) {
    this.timer = setInterval(() => void this.refresh(), REFRESH).unref();
  }

  /** Never rejects. */
  refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.reading;
  }

  rows(table: string): number {
    return this.tables.get(table)?.rows ?? 0;
  }

  most(table: string, column: string, values: number): number {
    const { frequent, other } = this.column(table, column);
    const known = frequent.length - 1;
    const share = (frequent[Math.min(Math.ceil(values), known)] ?? 0) + Math.max(values - known, 0) * other;
    return this.rows(table) * Math.min(share, 1);
  }

  shared(table: string, column: string): number {
    return Math.max(1, this.rows(table) * this.column(table, column).shared);
  }

  private column(table: string, column: string): ColumnStatistics {
    return this.tables.get(table)?.columns.get(column) ?? UNKNOWN;
  }

  /** Over a connection of its own: those of the pool are for requests. */
  private async read(): Promise<void> {
    const client = this.connect().on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<StatisticsRow>(STATISTICS, [this.names]);
      this.tables = new Map(rows.map((row) => [row.table, statisticsOf(row)]));
      this.version += 1;
    } catch (error) {
      this.log.warn({ err: error }, 'the sizes of the tables could not be read; the hub keeps the earlier ones');
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function statisticsOf({ tuples, analyzedPages, pages, columns }: StatisticsRow): TableStatistics {
  const perPage = tuples > 0 && analyzedPages > 0 ? tuples / analyzedPages : ROWS_OF_A_PAGE;
  const rows = Math.ceil(pages * perPage);
  return {
    rows,
    columns: new Map(Object.entries(columns ?? {}).map(([name, sampled]) => [name, columnOf(sampled, rows)])),
  };
}

function columnOf({ distinct, null: missing, frequencies }: SampledColumn, rows: number): ColumnStatistics {
  const shares = frequencies ?? [];
  const values = Math.max(distinct < 0 ? -distinct * rows : distinct, 1);
  const left = Math.max(1 - missing - shares.reduce((sum, share) => sum + share, 0), 0);
  return columnStatistics(shares, left / Math.max(values - shares.length, 1));
}

/** @param shares of rows with each of the most frequent values, the largest first */
function columnStatistics(shares: readonly number[], other: number): ColumnStatistics {
  const frequent = shares.reduce<number[]>((sums, share) => [...sums, (sums.at(-1) ?? 0) + share], [0]);
  const squares = shares.reduce((sum, share) => sum + share * share, 0);
  return { frequent, other, shared: squares + Math.max(1 - (frequent.at(-1) ?? 0), 0) * other };
}

/** For a hub without a database. */
export const NO_SIZES: TableSizes = { version: 0, rows: () => 0, most: () => 0, shared: () => 0 };
