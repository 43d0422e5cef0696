// Keeps a copy of the hub's programs: `node main.mjs` follows, `node main.mjs verify` compares. See README.md.
import { Misconfigured, readConfig } from './config.mjs';
import { follow } from './follow.mjs';
import { Hub, HubError } from './hub.mjs';
import { Store } from './store.mjs';
import { verify } from './verify.mjs';

const say = (line) => console.log(line);

async function run(command = 'follow') {
  const config = readConfig();
  const hub = new Hub(config);
  const store = new Store(config);
  try {
    await store.prepare();
    if (command === 'verify') return await report(await verify(hub, store, config));
    if (command === 'follow') return await follow(hub, store, { ...config, say });
    throw new Misconfigured(`There is no command ${command}: give none, or verify.`);
  } finally {
    await store.close();
  }
}

function report(differences) {
  for (const line of differences) say(line);
  say(differences.length === 0 ? 'The copy is equal to the hub.' : `${differences.length} differences.`);
  if (differences.length > 0) process.exitCode = 1;
}

run(process.argv[2]).catch((error) => {
  const known = error instanceof Misconfigured || error instanceof HubError;
  console.error(known ? error.message : error);
  process.exitCode = error instanceof Misconfigured ? 2 : 1;
});
