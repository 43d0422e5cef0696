import type { Asker } from '../../src/platform/asker';
import { createDataSource } from '../../src/data-source';
import { Deadline } from '../../src/platform/limits/deadline';
import { Places } from '../../src/platform/limits/places';
import { shareOf } from '../../src/platform/limits/share';
import { SHARES } from '../../src/platform/limits/share-sizes';
import { StatementNames } from '../../src/platform/statement-names';
import type { SharedSource } from '../../src/platform/writing/unit/transaction';

/** An editor who has as much time as any operation. The deadline is to be closed. */
export function editorAsking(): Asker {
  const viewer = { role: 'editor', principal: 'key:a' } as const;
  return { viewer, deadline: new Deadline(), share: shareOf(viewer, '192.0.2.1') };
}

/** Connections of their own for writers. The data source is to be destroyed. */
export async function connectWriters(url: string): Promise<SharedSource> {
  const source = await createDataSource(url, { poolSize: SHARES.writes.all }).initialize();
  return { source, places: new Places('connections for writes', SHARES.writes), names: new StatementNames() };
}
