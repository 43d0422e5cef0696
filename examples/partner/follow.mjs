import { HubError } from './hub.mjs';

/** The log no longer has what we need, or is another one since the hub was restored. */
const START_ANEW = new Set(['CURSOR_TOO_OLD', 'CURSOR_IN_FUTURE']);

/** Keeps the copy up to date for as long as the program runs. Wherever it was ended, it goes on from there. */
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
 * Reads all programs, page by page. The copy is then good from the place in the log at which the first page was read: what changed while
 * the others were read comes again in the log. @param begun how far an earlier run has come
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
