import { Overloaded, RateLimited } from '../errors';
import type { Deadline } from './deadline';
import type { Owner } from './share';
import { PLACE_WAIT, WAITING, type PlaceSizes } from './share-sizes';

/** Gives a place back. */
export type Leave = () => void;

interface Waiting {
  readonly who: Owner;
  readonly enter: (leave: Leave) => void;
}

type Queue = Map<string, Waiting[]>;

/**
 * Places that clients share: each may take some of them, those without a credential together not all. Who finds none waits: in a queue of its
 * own, in bounded numbers, for a bounded time. The queues take turns, so that nobody waits behind another client's many.
 */
export class Places {
  private readonly held = new Map<string, number>();
  private readonly queues = { public: new Map() as Queue, signedIn: new Map() as Queue };
  private running = 0;
  private publicRunning = 0;
  private waiting = 0;
  private publicsTurn = false;

  /** @param what is counted, in the plural, as errors call it */
  constructor(
    private readonly what: string,
    private readonly sizes: PlaceSizes,
    private readonly patience = PLACE_WAIT,
  ) {}

  /** The place, if there is one right now. @throws ClientError RATE_LIMITED or OVERLOADED if there is none */
  takeNow(who: Owner): Leave {
    if (this.admits(who)) return this.enter(who);
    throw this.refusal(who);
  }

  /**
   * A place: at once where there is one, else as soon as the client's turn comes.
   * @throws ClientError RATE_LIMITED where the client itself has all that it may have; OVERLOADED where others do; TIMEOUT
   */
  take(who: Owner, deadline?: Deadline): Leave | Promise<Leave> {
    if (this.admits(who)) return this.enter(who);
    const { length } = this.queueOf(who).get(who.owner) ?? [];
    if (length >= WAITING.each || this.waiting >= WAITING.all) return Promise.reject(this.refusal(who));
    return this.wait(who, deadline);
  }

  private admits(who: Owner): boolean {
    if (this.running >= this.sizes.all || this.isFull(who)) return false;
    return who.role !== 'public' || this.publicRunning < this.sizes.public;
  }

  /** The client has all that it may have. */
  private isFull({ owner, role }: Owner): boolean {
    const most = role === 'public' ? this.sizes.address : this.sizes.principal;
    return (this.held.get(owner) ?? 0) >= most;
  }

  private enter(who: Owner): Leave {
    this.count(who, 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.count(who, -1);
      this.next();
    };
  }

  private count({ owner, role }: Owner, change: 1 | -1): void {
    this.running += change;
    if (role === 'public') this.publicRunning += change;
    const held = (this.held.get(owner) ?? 0) + change;
    if (held > 0) this.held.set(owner, held);
    else this.held.delete(owner);
  }

  private queueOf({ role }: Owner): Queue {
    return role === 'public' ? this.queues.public : this.queues.signedIn;
  }

  private async wait(who: Owner, deadline: Deadline | undefined): Promise<Leave> {
    let timer: NodeJS.Timeout | undefined;
    let waiting: Waiting | undefined;
    const place = new Promise<Leave>((enter, fail) => {
      waiting = { who, enter };
      timer = setTimeout(() => fail(this.refusal(who)), this.patience).unref();
    });
    this.queue(waiting as Waiting);
    try {
      return await (deadline?.during(place) ?? place);
    } catch (error) {
      // Where it was given just then, it goes to the next.
      if (!this.giveUp(waiting as Waiting))
        void place.then(
          (leave) => leave(),
          () => undefined,
        );
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private queue(waiting: Waiting): void {
    const queue = this.queueOf(waiting.who);
    const own = queue.get(waiting.who.owner);
    if (own) own.push(waiting);
    else queue.set(waiting.who.owner, [waiting]);
    this.waiting += 1;
  }

  /** @returns false where it did not wait any longer */
  private giveUp(waiting: Waiting): boolean {
    const queue = this.queueOf(waiting.who);
    const own = queue.get(waiting.who.owner) ?? [];
    const index = own.indexOf(waiting);
    if (index < 0) return false;
    own.splice(index, 1);
    if (own.length === 0) queue.delete(waiting.who.owner);
    this.waiting -= 1;
    return true;
  }

  /** A place has become free. Those who signed in and the others take turns, and so do the clients of each. */
  private next(): void {
    if (this.waiting === 0) return;
    const { public: unknown, signedIn } = this.queues;
    this.publicsTurn = !this.publicsTurn;
    for (const queue of this.publicsTurn ? [unknown, signedIn] : [signedIn, unknown]) {
      for (const [owner, own] of queue) {
        const [first] = own;
        if (!first || this.isFull(first.who)) continue;
        // It is not for its own share that it has to wait: nobody of this queue can come in.
        if (!this.admits(first.who)) break;
        this.giveUp(first);
        if (queue.delete(owner) && own.length > 0) queue.set(owner, own);
        first.enter(this.enter(first.who));
        return;
      }
    }
  }

  private refusal(who: Owner): RateLimited | Overloaded {
    if (!this.isFull(who))
      return new Overloaded(`All ${this.what} of the hub are taken by others; try again in a moment.`);
    const most = who.role === 'public' ? this.sizes.address : this.sizes.principal;
    const name = who.role === 'public' ? 'One address without a credential' : 'One client';
    return new RateLimited(`${name} may have ${most} ${this.what} at once; wait for some of them to end.`, 1);
  }
}
