import { makeContact, makeOrganization, makeProgram, makeRole } from '../../support/factories';
import { startTestHub, type TestHub } from '../../support/hub';
import { edit, number } from '../../support/writer';
import { expectUnbroken, FOLLOW, Subscriber } from './subscriber';

let hub: TestHub;
let partner: Record<string, string>;
let program: string;
const subscribers: Subscriber[] = [];

beforeEach(async () => {
  hub = await startTestHub({ times: { quiet: 400 } });
  partner = await hub.signIn('partner');
  program = await makeProgram(hub.database.pool);
});
afterEach(async () => {
  for (const subscriber of subscribers.splice(0)) subscriber.close();
  await hub.close();
});

function follow(variables: object = {}, query = FOLLOW): Subscriber {
  const subscriber = new Subscriber(hub, partner, variables, query);
  subscribers.push(subscriber);
  return subscriber;
}

async function rename(name: string): Promise<void> {
  await edit(hub.database.pool, 'program', program, { set: { name } });
  await number(hub.database.pool);
}

async function mutate(mutation: string, input: object): Promise<void> {
  const query = `mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { errors { message } } }`;
  const { data, errors } = await hub.query<Record<string, unknown>, object>(
    query,
    { input },
    await hub.signIn('editor'),
  );
  expect([errors, data]).toEqual([undefined, { [mutation]: { errors: [] } }]);
}

test('a subscriber that begins after a contact was hidden sees nothing of it, though others did a moment ago', async () => {
  const query = FOLLOW.replace('program { name }', 'changes { after } program { name contacts { nodes { name } } }');
  const live = await follow({}, query).started();
  const after = String(live.cursor);
  const contactId = await makeContact(hub.database.pool, { name: 'Somebody', visibility: 'PARTNER' });
  await mutate('assignContact', { contactId, programId: program, role: 'LEAD' });
  await live.until(({ changes }) => changes.length === 1);
  expect(JSON.stringify(live.messages)).toContain('Somebody');
  await mutate('updateContact', { id: contactId, visibility: 'INTERNAL' });
  // By then the hub knows of what was before.
  await rename('Renamed');
  await live.until(({ changes }) => changes.length === 2);
  const late = await follow({ after }, query).until(({ messages }) => messages.at(-1)?.caughtUp === true);

  expect(late.changes.map(({ kind }) => kind)).toEqual(['UPDATED']);
  expect(JSON.stringify(late.messages)).not.toMatch(new RegExp(`Somebody|${contactId}`));
});

test('a message of more than a megabyte ends the subscription with what to do about it', async () => {
  const { pool } = hub.database;
  for (let index = 0; index < 100; index += 1) {
    const organization = await makeOrganization(pool, { description: 'x'.repeat(1_000) });
    await makeRole(pool, organization, { program_id: program });
  }
  const wide = Array.from({ length: 12 }, (_value, index) => `d${index}: description`).join(' ');
  const query = FOLLOW.replace('name }', `name organizations(first: 100) { nodes { ${wide} } } }`);
  const subscriber = await follow({}, query).started();
  const narrow = await follow().started();
  await rename('Renamed');

  expect(await subscriber.outcome()).toMatchObject([
    { message: expect.stringContaining('select fewer fields'), extensions: { code: 'QUERY_TOO_COSTLY' } },
  ]);
  await narrow.until(({ changes }) => changes.length === 1);
});

test('a subscriber that may see none of the changes gets checkpoints', async () => {
  const subscriber = await follow({ kinds: ['MERGED'] }).started();
  for (let heard = 1; heard < 6; heard += 1) {
    while (subscriber.messages.length <= heard) await rename(`${heard}`);
  }

  expect(subscriber.changes).toEqual([]);
  expectUnbroken(subscriber.messages);
});
