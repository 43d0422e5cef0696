import { Gate } from '../../src/platform/limits/gate';

/** Tasks that run until the test ends them. */
class Tasks {
  readonly running: string[] = [];
  private readonly ends = new Map<string, () => void>();
  private readonly done: Promise<void>[] = [];

  constructor(private readonly gate: Gate) {}

  start(owner: string, name: string): void {
    this.done.push(
      this.gate.run(() => {
        this.running.push(name);
        return new Promise((end) => this.ends.set(name, end));
      }, owner),
    );
  }

  async end(name: string): Promise<void> {
    this.ends.get(name)?.();
    this.running.splice(this.running.indexOf(name), 1);
    await new Promise((next) => setImmediate(next));
  }

  async endAll(): Promise<void> {
    while (this.running.length > 0) await this.end(this.running[0] as string);
    await Promise.all(this.done);
  }
}

test('whatever one owner asks for, another finds a place at once, and all come to their turn', async () => {
  const tasks = new Tasks(new Gate(3, 2));
  for (const name of ['a1', 'a2', 'a3', 'a4']) tasks.start('a', name);
  expect(tasks.running).toEqual(['a1', 'a2']);
  for (const name of ['b1', 'c1']) tasks.start(name.charAt(0), name);
  expect(tasks.running).toEqual(['a1', 'a2', 'b1']);
  await tasks.end('b1');
  // Not a3, which waits longer.
  expect(tasks.running).toEqual(['a1', 'a2', 'c1']);
  await tasks.end('a1');
  expect(tasks.running).toEqual(['a2', 'c1', 'a3']);
  await tasks.endAll();
});

test('a task that fails gives its place back', async () => {
  const gate = new Gate(1, 1);
  await expect(gate.run(() => Promise.reject(new Error('no')), 'a')).rejects.toThrow('no');

  expect(await gate.run(() => Promise.resolve('yes'), 'a')).toBe('yes');
});
