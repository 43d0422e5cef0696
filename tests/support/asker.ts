import type { Pool } from 'pg';
import type { Asker } from '../../src/platform/asker';
import type { SharedPool } from '../../src/platform/borrowed';
import { Deadline } from '../../src/platform/limits/deadline';
import { Places } from '../../src/platform/limits/places';
import { shareOf } from '../../src/platform/limits/share';
import { SHARES } from '../../src/platform/limits/share-sizes';

/** An editor who has as much time as any operation. The deadline is to be closed. */
export function editorAsking(): Asker {
  const viewer = { role: 'editor', principal: 'key:a' } as const;
  return { viewer, deadline: new Deadline(), share: shareOf(viewer, '192.0.2.1') };
}

/** The pool as writers share it. */
export function sharedPool(pool: Pool): SharedPool {
  return { pool, places: new Places('connections for writes', SHARES.writes) };
}
