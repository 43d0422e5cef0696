/** What the snippets of docs/ take for granted, as a module that is loaded before one of them. */
import { WebSocket } from 'ws';

const { TOKEN, FOLLOW, AFTER, FAILURES = '0' } = process.env;
let failures = Number(FAILURES);

function show(message) {
  console.log(JSON.stringify(message));
}

async function store(message) {
  failures -= 1;
  if (failures >= 0) throw new Error('It could not be stored.');
  show(message);
}

Object.assign(globalThis, { TOKEN, FOLLOW, after: AFTER, show, store, lastStoredCursor: async () => AFTER });
// Node has one of its own from version 22 on.
globalThis.WebSocket ??= WebSocket;
// A program has more to do, which keeps it running.
setInterval(() => undefined, 60_000);
