import { isDeepStrictEqual } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';

/** The time between two comparisons, in milliseconds. */
const PAUSE = 500;

/** Compares the copy with the hub. A change may still be arriving, so differences are checked again for a while. @returns a line for each difference */
export async function verify(hub, store, { pageSize, patience }) {
  for (const deadline = Date.now() + patience; ;) {
    const differences = compare(await readHub(hub, pageSize), await store.programs());
    if (differences.length === 0 || Date.now() > deadline) return differences;
    await wait(PAUSE);
  }
}

async function readHub(hub, pageSize) {
  const found = new Map();
  let page = null;
  do {
    const { programs, next } = await hub.page(pageSize, page);
    for (const program of programs) found.set(program.id, program);
    page = next;
  } while (page !== null);
  return found;
}

function compare(theirs, ours) {
  const missing = [...theirs].filter(([id]) => !ours.has(id)).map(([id, { slug }]) => `missing here: ${slug} (${id})`);
  const extra = [...ours].filter(([id]) => !theirs.has(id)).map(([id, { slug }]) => `not in the hub: ${slug} (${id})`);
  const different = [...theirs].flatMap(([id, program]) =>
    ours.has(id) ? fieldsThatDiffer(program, ours.get(id)).map((field) => `different: ${program.slug} ${field}`) : [],
  );
  return [...missing, ...extra, ...different];
}

function fieldsThatDiffer(theirs, ours) {
  return Object.keys(theirs)
    .filter((field) => !isDeepStrictEqual(theirs[field], ours[field]))
    .map((field) => `${field}: ${JSON.stringify(theirs[field])} in the hub, ${JSON.stringify(ours[field])} here`);
}
