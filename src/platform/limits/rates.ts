import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Role } from '../access/viewer';
import { RateLimited } from '../errors';
import { ROW_BUDGET } from './limits';
import type { Rate, RateLimit } from './rate-limit';
import type { Cost, Owner, Share } from './share';

/** Counts what clients spend. @param rate of the clients that it counts for */
export type CounterOf = (role: Role, rate: Rate) => RateLimiterAbstract;

/** What is known of a client's window: counted elsewhere, perhaps by other hubs as well. */
interface Account {
  spent: number;
  /** When the window ends, as `performance.now()` says it. */
  until: number;
  readAt: number;
}

/** What a millisecond of statements costs, in records: 10,000 records take Postgres and the hub about half a second. */
const COST_OF_MILLISECOND = 20;
/** Of the time that statements take beyond their price, what is not charged, and what is at most, in milliseconds: it may be others whom they wait for. */
const UNPRICED = { free: 100, most: 1_000 } as const;
/** How long what is known of a window is good enough to let an operation begin, in milliseconds: it is counted while the operation runs. */
const FRESH = 1_000;
/** The same for letting none begin: a refusal may have been held back in between. */
const EXHAUSTED = 3_000;
/** By how much clocks may differ, in milliseconds. */
const TOLERANCE = 5;
/** The most clients of whom something is known. */
const MAX_ACCOUNTS = 20_000;

/** The quota's name in the headers `RateLimit` and `RateLimit-Policy`. */
const QUOTA = '"cost"';

/** Counts in this process alone. */
export const countInMemory: CounterOf = (role, { points, seconds }) =>
  new RateLimiterMemory({ points, duration: seconds, keyPrefix: role });

/**
 * What clients may spend in a window of time, beside what one operation may cost. An operation begins while anything is left, and is charged for what
 * it can come to; afterwards, for what it came to.
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

  /** Why the client may begin nothing, where that is known without asking. */
  refusal(who: Owner): RateLimited | undefined {
    const account = this.fresh(who, EXHAUSTED);
    return account && this.limit && account.spent >= this.limit[who.role].points
      ? this.refused(who, account)
      : undefined;
  }

  /**
   * Charges an operation for what it can come to. Nothing to wait for, unless nothing is known of the client.
   * @throws ClientError RATE_LIMITED where nothing is left
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
   * Charges an operation that has ended for what it came to.
   * @param records that went into its answer; absent: all that it could cost
   */
  settle(share: Share, records?: number): Cost {
    const requested = Math.max(share.requested, 1);
    const actual = records === undefined ? requested : spentBy(share, records, requested);
    if (this.limit) this.correct(share, actual - reservedOf(share));
    return { requested, actual, ...this.standing(share) };
  }

  /**
   * Charges an operation that cannot begin, for what it took to find that out.
   * @param time in milliseconds
   */
  chargeRefused(who: Owner, time: number): void {
    if (this.limit) void this.count(who, Math.max(Math.ceil(time * COST_OF_MILLISECOND), 1));
  }

  /** Where the client stands, in the headers of the IETF's draft; none where no rates are limited. */
  headers(who: Owner): Record<string, string> {
    if (!this.limit) return {};
    const { points, seconds } = this.limit[who.role];
    // Who has spent nothing in this window, as far as this hub knows, has all of it.
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

  /** Of the window that has not ended yet. */
  private known({ owner }: Owner): Account | undefined {
    const account = this.accounts.get(owner);
    return account && account.until > performance.now() ? account : undefined;
  }

  private fresh(who: Owner, time = FRESH): Account | undefined {
    const account = this.known(who);
    // Nobody else counts what is counted here.
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

  /** The window in which it was charged ends by then; one that ends later is another. */
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
    const budget = `${points.toLocaleString('en')} may be spent in ${seconds} s`;
    return new RateLimited(`${budget}, and nothing of it is left; try again in ${wait} s, or ask for less.`, wait);
  }
}

/** Up to the price that was told; beyond it, for what its statements took longer than any should. */
function spentBy({ databaseTime }: Share, records: number, requested: number): number {
  const cost = (time: number): number => records + Math.round(Math.max(time, 0) * COST_OF_MILLISECOND);
  const unpriced = Math.min(databaseTime - UNPRICED.free, UNPRICED.most);
  return Math.max(Math.min(cost(databaseTime), requested), cost(unpriced), 1);
}

/** What it can come to: a record costs one, and an answer has no more than so many. */
function reservedOf({ requested, role }: Share): number {
  return Math.min(Math.max(requested, 1), ROW_BUDGET[role]);
}

function secondsUntil({ until }: Account): number {
  return Math.max(Math.ceil((until - performance.now()) / 1_000), 1);
}
