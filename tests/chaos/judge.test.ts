import { ChangeNumbers, Deliveries } from '../../chaos/deliveries';
import { judge, type Judgement } from '../../chaos/judge';
import { audit, type Outcome } from '../../chaos/ledger';

const PROGRAM = 'a';
const LOG = 5;

/** Judges a follower that gets these versions of one program, whose log has five, each list over a connection of its own. */
function judged(connections: readonly (readonly number[])[], mayRepeat = false): Judgement {
  const numbers = new ChangeNumbers();
  const deliveries = new Deliveries(numbers, mayRepeat);
  let last = 'start';
  for (const versions of connections) {
    deliveries.connect(last);
    for (const version of versions) {
      const cursor = `c${version}`;
      deliveries.take({ cursor, previous: last, programId: PROGRAM, version, program: { version } });
      last = cursor;
    }
  }
  const log = Array.from({ length: LOG }, (_, index) => numbers.of(PROGRAM, index + 1));
  return judge(deliveries, { places: new Map(log.map((change, place) => [change, place])), required: log });
}

const RIGHT: Judgement = {
  received: LOG,
  lost: 0,
  doubled: 0,
  doubledWithin: 0,
  outOfOrder: 0,
  invented: 0,
  brokenChains: 0,
  stalePrograms: 0,
};

describe('the judge of what a follower was sent', () => {
  it.each<[string, number[][], Partial<Judgement>]>([
    ['finds nothing where all came once, in order', [[1, 2], [], [3, 4, 5]], {}],
    ['finds what was lost', [[1, 2, 4, 5]], { received: 4, lost: 1 }],
    [
      'finds what was lost where a connection ended',
      [
        [1, 2],
        [4, 5],
      ],
      { received: 4, lost: 1 },
    ],
    [
      'allows what came again over another connection',
      [
        [1, 2, 3],
        [2, 3, 4, 5],
      ],
      { received: 7, doubled: 2 },
    ],
    ['finds what came again over the same one', [[1, 2, 2, 3, 4, 5]], { received: 6, doubledWithin: 1 }],
    ['finds what came too late', [[1, 3, 2, 4, 5]], { outOfOrder: 1 }],
    [
      'finds what came too late over another connection',
      [
        [1, 3],
        [2, 4, 5],
      ],
      { outOfOrder: 1 },
    ],
    ['finds what never was', [[1, 2, 3, 4, 5, 6]], { received: 6, invented: 1 }],
  ])('%s', (_, connections, found) => {
    expect(judged(connections)).toEqual({ ...RIGHT, ...found });
  });

  it('allows what is sent again because it was not confirmed', () => {
    expect(judged([[1, 2, 2, 3, 4, 5]], true)).toEqual({ ...RIGHT, received: 6, doubled: 1 });
  });

  it('finds a message that does not say what came before it', () => {
    const deliveries = new Deliveries(new ChangeNumbers(), false);
    deliveries.connect('start');
    deliveries.take({ cursor: 'c1', previous: null });
    deliveries.take({ cursor: 'c3', previous: 'c2' });
    expect(deliveries.brokenChains).toBe(1);
  });

  it('finds a program that is older than its message', () => {
    const deliveries = new Deliveries(new ChangeNumbers(), false);
    deliveries.connect('start');
    deliveries.take({ cursor: 'c1', previous: 'start', programId: PROGRAM, version: 3, program: { version: 2 } });
    deliveries.take({ cursor: 'c2', previous: 'c1', programId: PROGRAM, version: 4, program: null });
    expect(deliveries.stalePrograms).toBe(1);
  });
});

test.each<[Outcome, number, object]>([
  ['committed', 1, {}],
  ['committed', 0, { vanished: 1 }],
  ['committed', 2, { doneTwice: 1 }],
  ['undone', 0, {}],
  ['undone', 1, { notUndone: 1 }],
  ['unknown', 0, {}],
  ['unknown', 1, {}],
  ['unknown', 2, { doneTwice: 1 }],
])('a write that its writer knows as %s and that is there %i times', (outcome, times, found) => {
  const faults = audit(new Map([['text', outcome]]), new Map([['text', times]]));
  expect(faults).toEqual({ vanished: 0, doneTwice: 0, notUndone: 0, ...found });
});
