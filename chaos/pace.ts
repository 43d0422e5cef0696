import { setTimeout as wait } from 'node:timers/promises';

/** Between two looks at how far the followers are, in milliseconds. */
const LOOK = 20;

/**
 * Lets writers go on as long as there is something to write. They stop for a while where most followers are far behind, for then the
 * times to catch up would show how much was written, and not how long a recovery takes.
 */
export class Pace {
  private held = false;
  private over = false;

  async goOn(): Promise<boolean> {
    while (this.held && !this.over) await wait(LOOK);
    return !this.over;
  }

  hold(held: boolean): void {
    this.held = held;
  }

  end(): void {
    this.over = true;
  }
}
