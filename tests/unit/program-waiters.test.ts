import type { Viewer } from '../../src/platform/access/viewer';
import type { LogTail } from '../../src/platform/change-log/tail';
import { PieceRead } from '../../src/updates/piece-read';
import { ProgramWaiters, type Waiter } from '../../src/updates/program-waiters';

const START = { epoch: 'a', seq: 1n };
const wakes: string[] = [];

beforeEach(() => wakes.splice(0));

/** A subscriber that notes when it is woken. */
class Noting implements Waiter {
  readonly viewer = { role: 'partner', principal: 'key:a' } as Viewer;
  readonly quietAt = Infinity;
  readonly sent = null;
  waiters: ProgramWaiters | undefined;

  constructor(private readonly name: string) {}

  wake(): void {
    this.waiters = undefined;
    wakes.push(this.name);
  }
}

/** Subscribers who wait together, and the read that they wait for. */
function waiting(...names: string[]): { waiters: ProgramWaiters; members: Noting[]; read: PieceRead } {
  const read = new PieceRead(START, 0);
  const tail = { follow: () => undefined, leave: () => undefined } as unknown as LogTail;
  const waiters = new ProgramWaiters({
    position: START,
    answerKey: 'key',
    tail,
    read: () => read,
    onClosed: () => undefined,
  });
  const members = names.map((name) => {
    const member = new Noting(name);
    member.waiters = waiters;
    waiters.join(member);
    return member;
  });
  return { waiters, members, read };
}

/** Resolves once all wakes have come that wait for a turn of the event loop. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setImmediate(done));
}

test('all who wait are woken once, when what they wait for is read', async () => {
  const { waiters, read } = waiting('a', 'b', 'c');
  waiters.wake('moved');
  await turns();
  expect(wakes).toEqual([]);

  read.settle(undefined, new Error('away'));
  await turns();
  expect(wakes).toEqual(['a', 'b', 'c']);
});

test('who has gone on or left meanwhile is not taken back', async () => {
  const { waiters, members, read } = waiting('a', 'b', 'c', 'd');
  const [a, b, c] = members as [Noting, Noting, Noting];
  waiters.wake('moved');
  waiters.leave(b);
  a.wake = (): void => {
    wakes.push('a');
    c.waiters = undefined;
  };
  read.settle(undefined, new Error('away'));
  await turns();

  expect(wakes).toEqual(['a', 'd']);
});
