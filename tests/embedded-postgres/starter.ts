import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';

/** What the starter reports to its parent, as one line of JSON. */
export type Report = { url: string } | { code: string; message: string };

function send(report: Report): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

/** Starts Postgres as a hub would, in a process that a test can kill; ends it when it gets any input. */
async function main(folder: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ folder, database: 'equity_hub', durable: false });
  process.stdin.once('data', () => void postgres.stop().then(() => process.exit()));
  send({ url: postgres.url });
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  const { code, message } = error as { code: string; message: string };
  send({ code, message });
  process.exit(1);
});
