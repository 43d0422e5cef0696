import { HELP, Misuse, readOptions } from './options';
import { faultsOf, reportAsJson, reportAsText } from './report';
import { runChaos } from './run';

/** Progress goes to standard error; standard output is the report's. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) return void process.stdout.write(HELP);
  const findings = await runChaos(options, say);
  const report = options.json ? JSON.stringify(reportAsJson(findings), null, 2) : reportAsText(findings);
  process.stdout.write(`${report}\n`);
  if (Object.keys(faultsOf(findings)).length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  say(error instanceof Misuse ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = error instanceof Misuse ? 2 : 1;
});
