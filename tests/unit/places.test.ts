/** @isolated It looks at promises of what it tests. */
import { Deadline } from '../../src/platform/limits/deadline';
import { Places, type Leave } from '../../src/platform/limits/places';
import type { Owner } from '../../src/platform/limits/share';
import { WAITING } from '../../src/platform/limits/share-sizes';

const SIZES = { all: 4, public: 2, address: 1, principal: 3 };
const somebody = (address: string): Owner => ({ owner: `address:${address}`, role: 'public' });
const partner = (name: string): Owner => ({ owner: `key:${name}`, role: 'partner' });
const IMPATIENT = 1;

/** Takes places one after the other. Shows which of them have to wait. */
function taker(patience?: number) {
  const places = new Places('places', SIZES, patience);
  const entered: string[] = [];
  const take = (who: Owner): Leave | Promise<Leave> => {
    const place = places.take(who);
    if (!(place instanceof Promise)) entered.push(who.owner);
    else
      void place.then(
        () => entered.push(who.owner),
        () => undefined,
      );
    return place;
  };
  const now = (who: Owner): Leave => {
    const place = take(who);
    if (place instanceof Promise) throw new Error('has to wait');
    return place;
  };
  return { places, entered, take, now };
}

const settled = () => new Promise((next) => setImmediate(next));

test('the public cannot take what is kept for those who sign in', () => {
  const { now } = taker();
  now(somebody('a'));
  now(somebody('b'));
  expect(() => now(somebody('c'))).toThrow('has to wait');
  now(partner('p'));
  now(partner('q'));
});

test('clients take turns, however many of one of them wait', async () => {
  const { entered, now, take } = taker();
  const leaves = [now(partner('p')), now(partner('p')), now(partner('p')), now(partner('q'))];
  for (const name of ['p', 'p', 'p', 'r', 's']) void take(partner(name));
  entered.length = 0;
  for (const leave of leaves) leave();
  await settled();
  // The first place that p leaves is p's own to have again; then the others have their turn.
  expect(entered).toEqual(['key:p', 'key:r', 'key:s', 'key:p']);
});

test('those without a credential and the others take turns', async () => {
  const { entered, now, take } = taker();
  const leaves = ['p', 'q', 'r', 's'].map((name) => now(partner(name)));
  for (const who of [partner('t'), partner('u'), somebody('a'), somebody('b')]) void take(who);
  entered.length = 0;
  for (const leave of leaves) leave();
  await settled();
  expect([...entered.slice(0, 2)].sort()).toEqual(['address:a', 'key:t']);
  expect(entered).toHaveLength(4);
});

test('a place that is given back twice is one place', () => {
  const { now } = taker();
  const leave = now(somebody('a'));
  leave();
  leave();
  now(somebody('a'));
  expect(() => now(somebody('a'))).toThrow('has to wait');
});

test('an owner that waits too long learns whether its own share or that of others is used up', async () => {
  const { now, take } = taker(IMPATIENT);
  now(somebody('a'));
  await expect(take(somebody('a'))).rejects.toMatchObject({ code: 'RATE_LIMITED', extensions: { retryAfter: 1 } });
  now(somebody('b'));
  await expect(take(somebody('c'))).rejects.toMatchObject({ code: 'OVERLOADED', extensions: { retryAfter: 1 } });
});

test('an owner that has waited in vain takes no place later', async () => {
  const { now, take } = taker(IMPATIENT);
  const leave = now(somebody('a'));
  await expect(take(somebody('a'))).rejects.toThrow();
  leave();
  now(somebody('a'))();
});

test('of one client no more than so many wait', async () => {
  const { now, take } = taker();
  const leave = now(somebody('a'));
  const waiting = Array.from({ length: WAITING.each }, () => take(somebody('a')));
  await expect(take(somebody('a'))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  leave();
  for (const place of waiting) (await place)();
  now(somebody('a'));
});

test('an owner that leaves while it waits leaves its place to others', async () => {
  const { places, now } = taker();
  const leave = now(somebody('a'));
  const deadline = new Deadline();
  const waiting = places.take(somebody('a'), deadline);
  deadline.leave();
  await expect(waiting).rejects.toMatchObject({ code: 'TIMEOUT' });
  leave();
  now(somebody('a'));
});

test('where nobody may wait, there is a place or there is none', () => {
  const { places } = taker();
  const leave = places.takeNow(somebody('a'));
  expect(() => places.takeNow(somebody('a'))).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }) as Error);
  leave();
  places.takeNow(somebody('a'));
});
