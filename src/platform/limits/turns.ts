/** For how long operations of the public may start within one turn of the event loop, in milliseconds. */
const TURN = 5;

/**
 * Decides when operations of the public start: together they get a few milliseconds of each turn of the event loop, plus at most one operation.
 * So a signed-in client never waits longer than that, however many others there are. Waiting operations already hold a place, so their number is bounded.
 */
export class Turns {
  private began: number | undefined;
  private readonly waiting: (() => void)[] = [];

  /** @returns undefined if the operation may start at once */
  wait(): Promise<void> | undefined {
    this.begin();
    if (this.waiting.length === 0 && performance.now() - (this.began ?? 0) < TURN) return undefined;
    return new Promise((enter) => this.waiting.push(enter));
  }

  private begin(): void {
    if (this.began !== undefined) return;
    this.began = performance.now();
    setImmediate(() => {
      this.began = undefined;
      const next = this.waiting.shift();
      if (!next) return;
      this.begin();
      next();
    });
  }
}
