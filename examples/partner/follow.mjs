import { HubError } from './hub.mjs';

/** The log no longer has the changes that we need, or the hub was restored from a backup. */
const START_ANEW = new Set(['CURSOR_TOO_OLD', 'CURSOR_IN_FUTURE']);

/** Keeps the copy up to date without end. After a restart it continues where it was. */
export async function follow(hub, store, { pageSize, say }) {
  let progress = await store.progress();
  if (!progress?.complete) progress = await takeSnapshot(hub, store, progress, { pageSize, say });
  for (;;) {
    try {
      await followLog(hub, store, progress.snapshot, say);
    } catch (error) {
      if (!(error instanceof HubError) || !START_ANEW.has(error.code)) throw error;
      say(`${error.code}: reading a new snapshot`);
      progress = await takeSnapshot(hub, store, { snapshot: progress.snapshot + 1 }, { pageSize, say });
    }
  }
}

/**
 * Reads all programs, page by page. Afterwards we follow the log from the place at which the first page was read, because it has the changes
 * that happened while the other pages were read. @param begun the progress of an earlier run
 */
async function takeSnapshot(hub, store, begun, { pageSize, say }) {
  const snapshot = begun?.snapshot ?? 1;
  let { page = null, cursor } = begun ?? {};
  do {
    const { programs, streamCursor, next } = await hub.page(pageSize, page);
    cursor ??= streamCursor;
    page = next;
    await store.storePage(programs, { snapshot, page, cursor });
    say(`snapshot ${snapshot}: ${programs.length} programs${page === null ? ', complete' : ''}`);
  } while (page !== null);
  return { snapshot, cursor };
}

async function followLog(hub, store, snapshot, say) {
  const cursorOf = async () => (await store.progress()).cursor;
  say('following');
  for await (const message of hub.updates(cursorOf)) {
    await store.apply(message, snapshot);
    if (message.__typename === 'ProgramChanged') say(`${message.kind} ${message.programId}`);
  }
}
