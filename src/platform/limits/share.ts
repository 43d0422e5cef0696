import type { Role, Viewer } from '../access/viewer';
import { COSTLY } from './share-sizes';

/** What an operation cost its client, as `extensions.cost` says it. */
export interface Cost {
  /** What it was priced at before it ran. */
  readonly requested: number;
  /** What was spent: more than that only where its statements took far longer. */
  readonly actual: number;
  /** What may be spent in each window; null where the hub limits no rates. */
  readonly budget: number | null;
  /** What is left of that until the window ends. */
  readonly remaining: number | null;
}

/** Who shares the hub with others: a principal; without a credential, an address. */
export interface Owner {
  /** `key:<id>`, `user:<subject>`, or `address:<address>`. */
  readonly owner: string;
  readonly role: Role;
}

/** The part of the hub that one operation uses, and in whose name. */
export class Share implements Owner {
  /** What the operation could cost at most; 0 until that is known. */
  requested = 0;
  /** It keeps the hub or Postgres for as long as many others would. */
  isCostly = false;
  /** How long its statements have taken, in milliseconds. */
  databaseTime = 0;
  /** When it was charged for, as `performance.now()` says it. */
  chargedAt = 0;

  /** @param showsCost the client asks what the operation cost */
  constructor(
    readonly owner: string,
    readonly role: Role,
    readonly showsCost = false,
  ) {}

  /** What the operation could cost. @param work of that, what it makes Postgres do */
  price({ total, work }: { readonly total: number; readonly work: number }): void {
    this.requested = total;
    this.isCostly = total - work > COSTLY.records || work > COSTLY.work;
  }
}

/** @param address that of the client, as `clientAddress` gives it */
export function ownerOf({ role, principal }: Viewer, address: string): Owner {
  return { owner: role === 'public' ? `address:${address}` : principal, role };
}

/** @param address that of the client, as `clientAddress` gives it */
export function shareOf(viewer: Viewer, address: string, showsCost = false): Share {
  return new Share(ownerOf(viewer, address).owner, viewer.role, showsCost);
}

/** For work that is done once for many viewers, in the name of the first. */
export function sharedWork({ role, principal }: Viewer): Share {
  return new Share(principal, role);
}
