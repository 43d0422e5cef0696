import { HELP, Misuse, readOptions } from './options';
import { reportAsJson, reportAsText } from './report';
import { runFuzz } from './run';

/** Progress goes to standard error; standard output is the report's. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) return void process.stdout.write(HELP);
  const result = await runFuzz(options, say);
  const report = options.json ? JSON.stringify(reportAsJson(result), null, 2) : reportAsText(result);
  process.stdout.write(`${report}\n`);
  if (result.findings.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  say(error instanceof Misuse ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = error instanceof Misuse ? 2 : 1;
});
