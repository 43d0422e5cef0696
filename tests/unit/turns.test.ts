import { Turns } from '../../src/platform/limits/turns';

/** Keeps the event loop for so many milliseconds. */
function keep(time: number): void {
  const end = performance.now() + time;
  while (performance.now() < end);
}

test('operations that are quick begin at once', () => {
  const turns = new Turns();
  const waits = Array.from({ length: 20 }, () => turns.wait());
  expect(waits.filter(Boolean)).toEqual([]);
});

test('while operations keep the hub, one begins in each turn of the event loop, in their order', async () => {
  const turns = new Turns();
  const happened: string[] = [];
  const begin = async (name: string): Promise<void> => {
    await turns.wait();
    happened.push(name);
    keep(10);
  };
  let going = true;
  const other = (): void => {
    happened.push('other');
    if (going) setImmediate(other);
  };
  const arrive = (name: string): Promise<void> =>
    new Promise((done) => {
      setImmediate(() => void begin(name).then(done));
    });
  const all = ['a', 'b', 'c', 'd'].map((name) => arrive(name));
  setImmediate(other);
  await Promise.all(all);
  going = false;

  expect(happened.filter((name) => name !== 'other')).toEqual(['a', 'b', 'c', 'd']);
  // Whoever does not take part comes to his turn between any two of them.
  expect(happened.join()).toMatch(/^a,(other,)*b,(other,)+c,(other,)+d/);
});

test('once nobody waits, operations begin at once again', async () => {
  const turns = new Turns();
  void turns.wait();
  keep(10);
  await turns.wait();
  await new Promise((next) => setImmediate(next));
  expect(turns.wait()).toBeUndefined();
});
