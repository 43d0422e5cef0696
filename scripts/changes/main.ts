import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeChanges, withVersion } from './schema-changes';

const ROOT = path.join(__dirname, '../..');
const SDL = 'schema/hub.graphql';
const CHANGELOG = path.join(ROOT, 'docs/schema-changelog.md');

/** Neither the command line nor the repository says which schema to compare with. */
class Misuse extends Error {}

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 100_000_000 });
  return status === 0 ? stdout : undefined;
}

function lastRelease(): string {
  const tag = git('describe', '--tags', '--abbrev=0', '--match', 'v*')?.trim();
  if (!tag) throw new Misuse('The repository has no tag of a release: give --since COMMIT.');
  return tag;
}

/** Prints what has changed since the last release; with a version, writes it into the changelog. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { since: { type: 'string' } }, allowPositionals: true });
  const since = values.since ?? lastRelease();
  const before = git('show', `${since}:./${SDL}`);
  if (before === undefined) throw new Misuse(`${since} has no ${SDL}; give another commit.`);
  const [version] = positionals;
  const after = readFileSync(path.join(ROOT, SDL), 'utf8');
  const section = await describeChanges(version ?? `Since ${since}`, before, after);
  if (version) writeFileSync(CHANGELOG, withVersion(readFileSync(CHANGELOG, 'utf8'), section));
  else process.stdout.write(section);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Misuse ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exitCode = error instanceof Misuse ? 2 : 1;
});
