import { setTimeout as wait } from 'node:timers/promises';

/** How often a waiting writer checks whether to continue, in milliseconds. */
const LOOK = 20;

/**
 * Controls when writers continue. They pause while most followers are far behind. Otherwise the times to catch up would depend on how much was
 * written, not on how long a recovery takes.
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
