import type { Config } from './config';
import type { Connections } from './connections';
import type { ContextParts } from './platform/context';
import type { Database, StatementListener } from './platform/database';
import type { Domain } from './platform/domain';
import { Reads } from './platform/reading';
import { Writer, Writing } from './platform/writing';

/** What the context of each operation is made of. */
export function contextParts(
  { introspection }: Config,
  database: Database,
  writing: ConstructorParameters<typeof Writing>[0],
): ContextParts {
  const { changeLog } = writing;
  return {
    introspection,
    reads: (asker) => new Reads(database, asker, changeLog.horizon),
    writing: (asker) => new Writing(writing, asker),
    changeLog,
  };
}

export function createWriter(
  config: Config,
  { writes }: Connections,
  domain: Domain,
  count: StatementListener,
): Writer {
  return new Writer(writes, count, domain.writes, config.citationsRequired);
}
