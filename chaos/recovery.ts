import { setTimeout as wait } from 'node:timers/promises';
import type { Subscriber } from './subscriber';

/** How often to check how far the followers are, in milliseconds. */
const LOOK = 10;

/** How long recoveries took, in milliseconds. */
export class Recovery {
  /** From the kill of a hub to its first answer. */
  readonly hub: number[] = [];
  /** From the kill of Postgres to the first answer of each hub. */
  readonly postgres: number[] = [];
  /** From a kill until a follower had received all that was committed when a hub answered again: one value for each follower. */
  readonly followers: number[] = [];
  private watches: Promise<void>[] = [];

  /** Measures when each of the followers reaches a place in the log. */
  watch(since: number, place: bigint, followers: readonly Subscriber[]): void {
    this.watches.push(this.waitFor(since, place, followers));
  }

  /** Stops measuring, also for followers that have not reached their place yet. */
  async end(): Promise<void> {
    this.over = true;
    await Promise.all(this.watches);
  }

  private over = false;

  private async waitFor(since: number, place: bigint, followers: readonly Subscriber[]): Promise<void> {
    let behind = followers;
    while (behind.length > 0 && !this.over) {
      const now = performance.now();
      const still = behind.filter((follower) => follower.place < place);
      this.followers.push(...behind.slice(still.length).map(() => now - since));
      behind = still;
      if (behind.length > 0) await wait(LOOK);
    }
  }
}
