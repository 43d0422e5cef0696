import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Role } from '../access/viewer';
import { RateLimited } from '../errors';
import { ROW_BUDGET } from './limits';
import type { Rate, RateLimit } from './rate-limit';
import type { Cost, Owner, Share } from './share';

/** Counts what clients spend. @param rate of the clients that are counted */
export type CounterOf = (role: Role, rate: Rate) => RateLimiterAbstract;

/** The last known state of a client's window. The counter may be elsewhere and shared with other hubs. */
interface Account {
  spent: number;
  /** When the window ends, by `performance.now()`. */
  until: number;
  readAt: number;
}

/** What a millisecond of statements costs, in records: 10,000 records take Postgres and the hub about half a second. */
const COST_OF_MILLISECOND = 20;
/** Of the time that statements take beyond their price: the part that is free, and the most that is charged, in milliseconds. They may wait for others. */
const UNPRICED = { free: 100, most: 1_000 } as const;
/** How old the known state of a window may be for an operation to start, in milliseconds. The counter is updated while the operation runs. */
const FRESH = 1_000;
/** The same for refusing an operation; a refusal may have been delayed in between. */
const EXHAUSTED = 3_000;
/** The tolerated difference of clocks, in milliseconds. */
const TOLERANCE = 5;
/** The most clients to remember. */
const MAX_ACCOUNTS = 20_000;

/** The quota's name in the headers `RateLimit` and `RateLimit-Policy`. */
const QUOTA = '"cost"';

/** Counts in this process alone. */
export const countInMemory: CounterOf = (role, { points, seconds }) =>
  new RateLimiterMemory({ points, duration: seconds, keyPrefix: role });

/**
 * Limits what clients spend in a window of time; the cost of one operation has its own limit. An operation starts while anything is left. It is charged
 * its highest possible cost first, and its real cost afterwards.
 */
export class Rates {
  private readonly counters: ReadonlyMap<Role, RateLimiterAbstract>;
  private readonly countsAlone: boolean;
  private readonly accounts = new LRUCache<string, Account>({ max: MAX_ACCOUNTS });

  /** @param limit null: no rates are limited */
  constructor(
    private readonly limit: RateLimit | null = null,
    counterOf: CounterOf = countInMemory,
  ) {
    this.countsAlone = counterOf === countInMemory;
    const rates = Object.entries(limit ?? {}) as [Role, Rate][];
    this.counters = new Map(rates.map(([role, rate]) => [role, counterOf(role, rate)]));
  }

  /** Why the client may not start an operation, if that is known without asking the counter. */
  refusal(who: Owner): RateLimited | undefined {
    const account = this.fresh(who, EXHAUSTED);
    return account && this.limit && account.spent >= this.limit[who.role].points
      ? this.refused(who, account)
      : undefined;
  }

  /**
   * Charges an operation its highest possible cost. Waits only if the client's window is not known.
   * @throws ClientError RATE_LIMITED if nothing is left
   */
  begin(share: Share): Promise<void> | undefined {
    if (!this.limit) return undefined;
    const refusal = this.refusal(share);
    if (refusal) return Promise.reject(refusal);
    const reserved = reservedOf(share);
    const account = this.fresh(share);
    if (!account) return this.ask(share, reserved);
    account.spent += reserved;
    share.chargedAt = performance.now();
    void this.count(share, reserved);
    return undefined;
  }

  /**
   * Charges an operation that has ended its real cost.
   * @param records in its answer; absent: charges the highest possible cost
   */
  settle(share: Share, records?: number): Cost {
    const requested = Math.max(share.requested, 1);
    const actual = records === undefined ? requested : spentBy(share, records, requested);
    if (this.limit) this.correct(share, actual - reservedOf(share));
    return { requested, actual, ...this.standing(share) };
  }

  /**
   * Charges a refused operation for the time that checking it took.
   * @param time in milliseconds
   */
  chargeRefused(who: Owner, time: number): void {
    if (this.limit) void this.count(who, Math.max(Math.ceil(time * COST_OF_MILLISECOND), 1));
  }

  /** The state of the client's window, as headers of the IETF draft; none if rates are not limited. */
  headers(who: Owner): Record<string, string> {
    if (!this.limit) return {};
    const { points, seconds } = this.limit[who.role];
    // A client that has spent nothing in this window, as far as this hub knows, has all of it left.
    const left = this.known(who);
    const [remaining, wait] = left ? [Math.max(points - left.spent, 0), secondsUntil(left)] : [points, seconds];
    return {
      'ratelimit-policy': `${QUOTA};q=${points};w=${seconds}`,
      ratelimit: `${QUOTA};r=${remaining};t=${wait}`,
    };
  }

  private standing(who: Owner): Pick<Cost, 'budget' | 'remaining'> {
    if (!this.limit) return { budget: null, remaining: null };
    const { points } = this.limit[who.role];
    return { budget: points, remaining: Math.max(points - (this.known(who)?.spent ?? 0), 0) };
  }

  /** The state of the current window. */
  private known({ owner }: Owner): Account | undefined {
    const account = this.accounts.get(owner);
    return account && account.until > performance.now() ? account : undefined;
  }

  private fresh(who: Owner, time = FRESH): Account | undefined {
    const account = this.known(who);
    // A local counter has no other source, so its state is always current.
    return account && (this.countsAlone || performance.now() - account.readAt < time) ? account : undefined;
  }

  private async ask(share: Share, reserved: number): Promise<void> {
    const account = await this.count(share, reserved);
    share.chargedAt = performance.now();
    if (account.spent - reserved < (this.limit as RateLimit)[share.role].points) return;
    void this.count(share, -reserved);
    throw this.refused(share, account);
  }

  private correct(share: Share, difference: number): void {
    const account = this.known(share);
    if (difference === 0 || !account || account.until > this.endOfWindow(share)) return;
    account.spent += difference;
    void this.count(share, difference);
  }

  /** The latest end of the window in which it was charged. A window that ends later is a new one. */
  private endOfWindow({ role, chargedAt }: Share): number {
    return chargedAt + (this.limit as RateLimit)[role].seconds * 1_000 + TOLERANCE;
  }

  private async count({ owner, role }: Owner, points: number): Promise<Account> {
    const counter = this.counters.get(role) as RateLimiterAbstract;
    const { consumedPoints, msBeforeNext } = await (points > 0
      ? counter.penalty(owner, points)
      : counter.reward(owner, -points));
    const now = performance.now();
    const account = { spent: consumedPoints, until: now + msBeforeNext, readAt: now };
    this.accounts.set(owner, account);
    return account;
  }

  private refused({ role }: Owner, account: Account): RateLimited {
    const { points, seconds } = (this.limit as RateLimit)[role];
    const wait = secondsUntil(account);
    const budget = `You may spend ${points.toLocaleString('en')} in ${seconds} s`;
    return new RateLimited(
      `${budget}, and nothing is left; try again in ${wait} s, or send less costly operations.`,
      wait,
    );
  }
}

/** The real cost: records and statement time up to the price. Above the price, only a charge for statements that took far too long. */
function spentBy({ databaseTime }: Share, records: number, requested: number): number {
  const cost = (time: number): number => records + Math.round(Math.max(time, 0) * COST_OF_MILLISECOND);
  const unpriced = Math.min(databaseTime - UNPRICED.free, UNPRICED.most);
  return Math.max(Math.min(cost(databaseTime), requested), cost(unpriced), 1);
}

/** The highest possible cost: a record costs 1, and the number of records in an answer is limited. */
function reservedOf({ requested, role }: Share): number {
  return Math.min(Math.max(requested, 1), ROW_BUDGET[role]);
}

function secondsUntil({ until }: Account): number {
  return Math.max(Math.ceil((until - performance.now()) / 1_000), 1);
}
