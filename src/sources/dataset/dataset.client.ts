/** One connection outside a transaction, such as a PoolClient of pg. A Pool will not do: it spreads statements over connections. */
export interface DatasetClient {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[]; rowCount: number | null }>;
}
