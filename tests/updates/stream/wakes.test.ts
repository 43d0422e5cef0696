import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeProgram } from '../../support/factories';
import { startTestHub } from '../../support/hub';
import { edit, number } from '../../support/writer';
import { expectUnbroken, FOLLOW, Subscriber } from './subscriber';

test('every change reaches all who follow, in whatever they are interrupted by it', async () => {
  // Only wakes bring changes here: the hub does not poll. Checkpoints come between the changes.
  const hub = await startTestHub({ times: { poll: 600_000, quiet: 30 } });
  const headers = await hub.signIn('partner');
  const program = await makeProgram(hub.database.pool);
  const query = FOLLOW.replace('kind ', '');
  const subscribers = Array.from({ length: 30 }, (_value, index) => {
    const where = [undefined, { status: { eq: 'ACTIVE' } }, { name: { ne: `not ${index}` } }][index % 3];
    return new Subscriber(hub, headers, { ...(where && { where }) }, index % 2 ? FOLLOW : query);
  });
  const allHave = async (count: number): Promise<unknown> =>
    Promise.all(subscribers.map((subscriber) => subscriber.until(({ changes }) => changes.length === count)));
  await Promise.all(subscribers.map((subscriber) => subscriber.started()));
  for (let index = 1; index <= 80; index += 1) {
    await edit(hub.database.pool, 'program', program, { set: { description: `${index}` } });
    await number(hub.database.pool);
    // At times all of them wait, at times some read or answer; and some are ahead of the others.
    if (index % 4 === 0) await allHave(index);
    if (index % 4 === 1) await subscribers[index % 30]?.until(({ changes }) => changes.length === index);
  }
  await allHave(80);

  for (const subscriber of subscribers) {
    expectUnbroken(subscriber.messages);
    subscriber.close();
  }
  await hub.close();
});

test('subscribers who leave while others are being woken cost those nothing', async () => {
  const hub = await startTestHub({ times: { poll: 600_000, quiet: 30 } });
  const headers = await hub.signIn('partner');
  const program = await makeProgram(hub.database.pool);
  const stays = await new Subscriber(hub, headers).started();
  let leaving = await new Subscriber(hub, headers).started();
  for (let index = 1; index <= 30; index += 1) {
    const next = await new Subscriber(hub, headers).started();
    await edit(hub.database.pool, 'program', program, { set: { description: `${index}` } });
    const numbered = number(hub.database.pool);
    leaving.close();
    leaving = next;
    await numbered;
    if (index % 2 === 0) await stays.until(({ changes }) => changes.length === index);
  }
  await stays.until(({ changes }) => changes.length === 30);

  expectUnbroken(stays.messages);
  stays.close();
  leaving.close();
  await hub.close();
});

test('what throws when it is woken takes nobody else along', async () => {
  const wakes = join(__dirname, '../../../dist/src/platform/wakes.js');
  const script = `
    const { wakeInTurns } = require(${JSON.stringify(wakes)});
    process.on('uncaughtException', ({ message }) => console.log(message));
    wakeInTurns([() => { throw new Error('a fault'); }, () => console.log('the next')]);
    setTimeout(() => wakeInTurns([() => console.log('a later one')]), 50);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);

  expect(stdout.trim().split('\n')).toEqual(['a fault', 'the next', 'a later one']);
});
