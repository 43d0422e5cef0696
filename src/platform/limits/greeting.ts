import { GREETING } from './share-sizes';

/** A socket that has not yet said who is at its other end. */
interface Guest {
  readonly address: string;
  readonly showOut: () => void;
}

/**
 * Sockets that have been opened and not been used yet. They are few, and where there are more the oldest has to go: who says at once who it is
 * gets in, however many others only stand there.
 */
export class Greeting {
  /** The oldest first. */
  private readonly guests = new Set<Guest>();
  private readonly byAddress = new Map<string, Set<Guest>>();

  constructor(private readonly sizes: { readonly all: number; readonly address: number } = GREETING) {}

  /**
   * @param showOut ends the socket, which has waited for too long
   * @returns what to call once it has said who it is, or has gone
   */
  enter(address: string, showOut: () => void): () => void {
    const own = this.byAddress.get(address) ?? new Set();
    if (own.size >= this.sizes.address) this.showOut(own);
    if (this.guests.size >= this.sizes.all) this.showOut(this.guests);
    const guest = { address, showOut };
    this.guests.add(guest);
    this.byAddress.set(address, own.add(guest));
    return () => this.leave(guest);
  }

  private showOut([oldest]: Set<Guest>): void {
    if (!oldest) return;
    this.leave(oldest);
    oldest.showOut();
  }

  private leave(guest: Guest): void {
    this.guests.delete(guest);
    const own = this.byAddress.get(guest.address);
    own?.delete(guest);
    if (own?.size === 0) this.byAddress.delete(guest.address);
  }
}
