import { Overloaded, RateLimited } from '../errors';
import type { Deadline } from './deadline';
import type { Owner } from './share';
import { PLACE_WAIT, WAITING, type PlaceSizes } from './share-sizes';

/** Returns a place. */
export type Leave = () => void;

interface Waiting {
  readonly who: Owner;
  readonly enter: (leave: Leave) => void;
}

type Queue = Map<string, Waiting[]>;

/**
 * Places that clients share. Each client may take some of them; clients without a credential together not all. A client that finds none waits in its
 * own queue, which is bounded in length and time. The queues take turns, so that no client waits behind many requests of another.
 */
export class Places {
  private readonly held = new Map<string, number>();
  private readonly queues = { public: new Map() as Queue, signedIn: new Map() as Queue };
  private running = 0;
  private publicRunning = 0;
  private waiting = 0;
  private publicsTurn = false;

  /** @param what the plural noun for errors, such as `operations` */
  constructor(
    private readonly what: string,
    private readonly sizes: PlaceSizes,
    private readonly patience = PLACE_WAIT,
  ) {}

  /** Takes a place without waiting. @throws ClientError RATE_LIMITED or OVERLOADED if there is none */
  takeNow(who: Owner): Leave {
    if (this.admits(who)) return this.enter(who);
    throw this.refusal(who);
  }

  /**
   * Takes a place: at once if there is one, else when the client's turn comes.
   * @throws ClientError RATE_LIMITED if the client has all places that it may have; OVERLOADED if others have them; TIMEOUT
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

  /** Whether the client has all places that it may have. */
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
      // If the place came at the last moment, the next client gets it.
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

  /** @returns false if the client no longer waited */
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

  /** Gives a free place to the next client. Signed-in clients and the others take turns, and so do the clients within each group. */
  private next(): void {
    if (this.waiting === 0) return;
    const { public: unknown, signedIn } = this.queues;
    this.publicsTurn = !this.publicsTurn;
    for (const queue of this.publicsTurn ? [unknown, signedIn] : [signedIn, unknown]) {
      for (const [owner, own] of queue) {
        const [first] = own;
        if (!first || this.isFull(first.who)) continue;
        // Not the client's own share is used up, but that of its group: nobody in this queue can get a place.
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
      return new Overloaded(`Other clients are using all ${this.what} of the hub; try again in a moment.`);
    const most = who.role === 'public' ? this.sizes.address : this.sizes.principal;
    const name = who.role === 'public' ? 'One address without a credential' : 'One client';
    return new RateLimited(
      `${name} may have ${most} ${this.what} at the same time; wait until some of them have ended.`,
      1,
    );
  }
}
