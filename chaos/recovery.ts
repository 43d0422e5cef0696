import { setTimeout as wait } from 'node:timers/promises';
import type { Subscriber } from './subscriber';

/** Between two looks at how far the followers are, in milliseconds. */
const LOOK = 10;

/** How long recoveries took, in milliseconds. */
export class Recovery {
  /** From the kill of a hub to its first answer. */
  readonly hub: number[] = [];
  /** From the kill of Postgres to the first answer of each hub. */
  readonly postgres: number[] = [];
  /** From a kill until a follower had all that was committed when a hub answered again: one value for each follower. */
  readonly followers: number[] = [];
  private watches: Promise<void>[] = [];

  /** Notes when each of the followers reaches a place in the log. */
  watch(since: number, place: bigint, followers: readonly Subscriber[]): void {
    this.watches.push(this.waitFor(since, place, followers));
  }

  /** Resolves once all that is watched for has come; the end of the run may come before. */
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
