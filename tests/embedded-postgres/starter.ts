import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';

/** What the starter tells its parent, as one line of JSON. */
export type Told = { url: string } | { code: string; message: string };

function tell(told: Told): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

/** Starts Postgres as a hub would, in a process that a test can kill; ends it when it is told anything. */
async function main(folder: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ folder, database: 'equity_hub', durable: false });
  process.stdin.once('data', () => void postgres.stop().then(() => process.exit()));
  tell({ url: postgres.url });
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  const { code, message } = error as { code: string; message: string };
  tell({ code, message });
  process.exit(1);
});
