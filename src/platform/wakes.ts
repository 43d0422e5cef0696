/** Called when there may be something to do. It can come without a reason, but not before the function that takes it has returned. */
export type Wake = () => void;

/** For how long callbacks run within one turn of the event loop, in milliseconds, so that other work runs in between. */
const TURN = 5;
/** How many callbacks run before the time is looked at. */
const AT_ONCE = 16;

let waiting: Wake[] = [];
let next = 0;

/** Calls back many that wait, in their order, a part of them in each turn of the event loop. They must not throw. */
export function wakeInTurns(wakes: readonly Wake[]): void {
  if (wakes.length === 0) return;
  if (waiting.length === 0) setImmediate(run);
  for (const wake of wakes) waiting.push(wake);
}

function run(): void {
  try {
    runTurn();
  } finally {
    // Also if one throws: a hub that survives the error must not lose the other wakes.
    if (next < waiting.length) {
      setImmediate(run);
    } else {
      waiting = [];
      next = 0;
    }
  }
}

function runTurn(): void {
  const end = performance.now() + TURN;
  do {
    const until = Math.min(next + AT_ONCE, waiting.length);
    while (next < until) waiting[next++]?.();
  } while (next < waiting.length && performance.now() < end);
}
