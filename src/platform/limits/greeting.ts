import { GREETING } from './share-sizes';

/** A socket whose client has not authenticated yet. */
interface Guest {
  readonly address: string;
  readonly showOut: () => void;
}

/**
 * Open sockets whose clients have not authenticated yet. Their number is limited: if there are more, the oldest is closed. A client that
 * authenticates at once always gets in, however many idle sockets there are.
 */
export class Greeting {
  /** In the order of their opening, the oldest first. */
  private readonly guests = new Set<Guest>();
  private readonly byAddress = new Map<string, Set<Guest>>();

  constructor(private readonly sizes: { readonly all: number; readonly address: number } = GREETING) {}

  /**
   * @param showOut closes the socket because it waited for too long
   * @returns a function to call once the client has authenticated or left
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
