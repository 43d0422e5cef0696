// The entry point of the benchmark: reads the options, installs the packages of the peers (the hub does not need them), and runs. See
// docs/performance.md.
import { Failure } from './lib/failure.mjs';
import { installPeers } from './lib/install.mjs';
import { HELP, readOptions } from './lib/options.mjs';

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
  } else {
    if (options.scale) {
      const { runScale } = await import('./scale.mjs');
      await runScale(options);
    } else if (options.shares) {
      const { runShares } = await import('./shares.mjs');
      await runShares(options);
    } else {
      installPeers();
      // Imported here because it needs the packages that were just installed.
      const { runBenchmark } = await import('./benchmark.mjs');
      await runBenchmark(options);
    }
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Failure ? error.message : error.stack}\n`);
  process.exitCode = error.exitCode ?? 1;
}
