import type { Role, Viewer } from '../access/viewer';
import { COSTLY } from './share-sizes';

/** What an operation cost its client: the content of `extensions.cost`. */
export interface Cost {
  /** Its price before it ran. */
  readonly requested: number;
  /** What was charged: more than the price only if its statements took far too long. */
  readonly actual: number;
  /** What the client may spend in each window; null if the hub limits no rates. */
  readonly budget: number | null;
  /** What is left until the window ends. */
  readonly remaining: number | null;
}

/** A client that shares the hub with others: a principal or, without a credential, an address. */
export interface Owner {
  /** `key:<id>`, `user:<subject>`, or `address:<address>`. */
  readonly owner: string;
  readonly role: Role;
}

/** The part of the hub that one operation uses, and the client that it is charged to. */
export class Share implements Owner {
  /** The highest possible cost of the operation; 0 until it is known. */
  requested = 0;
  /** Whether it keeps the hub or Postgres busy for as long as many others would. */
  isCostly = false;
  /** The time that its statements took, in milliseconds. */
  databaseTime = 0;
  /** When it was charged, by `performance.now()`. */
  chargedAt = 0;

  /** @param showsCost whether the client wants to see the cost in the answer */
  constructor(
    readonly owner: string,
    readonly role: Role,
    readonly showsCost = false,
  ) {}

  /** Sets the highest possible cost. @param work the part of it that is work of Postgres */
  price({ total, work }: { readonly total: number; readonly work: number }): void {
    this.requested = total;
    this.isCostly = total - work > COSTLY.records || work > COSTLY.work;
  }
}

/** @param address of the client, from `clientAddress` */
export function ownerOf({ role, principal }: Viewer, address: string): Owner {
  return { owner: role === 'public' ? `address:${address}` : principal, role };
}

/** @param address of the client, from `clientAddress` */
export function shareOf(viewer: Viewer, address: string, showsCost = false): Share {
  return new Share(ownerOf(viewer, address).owner, viewer.role, showsCost);
}

/** For work that is done once for many viewers, charged to the first. */
export function sharedWork({ role, principal }: Viewer): Share {
  return new Share(principal, role);
}
