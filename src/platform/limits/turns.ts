/** How long operations of the public may begin within one turn of the event loop, in milliseconds. */
const TURN = 5;

/**
 * When operations of the public may begin: together they take a few milliseconds of each turn of the event loop, and one more operation at most.
 * Whoever has signed in waits for so much and no more, however many others there are. Who waits holds a place already, so they are bounded.
 */
export class Turns {
  private began: number | undefined;
  private readonly waiting: (() => void)[] = [];

  /** @returns nothing where the operation may begin at once */
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
