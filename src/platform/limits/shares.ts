import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Viewer } from '../access/viewer';
import type { Using } from '../borrowed';
import { clientAddress } from './client-address';
import { Greeting } from './greeting';
import { Places, type Leave } from './places';
import { Rates } from './rates';
import { shareOf, type Owner, type Share } from './share';
import { HELD_BACK, SHARES, type ShareSizes } from './share-sizes';
import { Turns } from './turns';

type Request = Pick<IncomingMessage, 'socket' | 'headers'>;

export interface SharesOptions {
  readonly rates?: Rates;
  /** The proxies before the hub. */
  readonly proxyHops?: number;
  readonly sizes?: ShareSizes;
}

/** How clients share the hub, as far as its transports see to it. Connections to Postgres are shared where they are taken. */
export class Shares {
  readonly rates: Rates;
  private readonly operations: Places;
  readonly streams: Places;
  private readonly costly: Places;
  private readonly turns = new Turns();
  private heldBack = 0;
  readonly greeting = new Greeting();
  private readonly proxyHops: number;
  private readonly askers = new WeakMap<Request, Owner>();

  constructor({ rates = new Rates(), proxyHops = 0, sizes = SHARES }: SharesOptions = {}) {
    this.rates = rates;
    this.proxyHops = proxyHops;
    this.operations = new Places('operations', sizes.operations);
    this.costly = new Places('costly operations', sizes.costly);
    this.streams = new Places('sockets and streams', sizes.streams);
  }

  addressOf(request: Request): string {
    return clientAddress(request, this.proxyHops);
  }

  /** The share of an operation that comes with a request, or over a socket that was opened by it. */
  of(viewer: Viewer, request: Request): Share {
    const share = shareOf(viewer, this.addressOf(request), request.headers['hub-cost'] === '1');
    this.askers.set(request, share);
    return share;
  }

  /**
   * Refuses who has nothing left to spend, though not at once: who asks again and again would keep the hub busy with refusals.
   * @throws ClientError RATE_LIMITED
   */
  async refuse(share: Share): Promise<void> {
    if (!this.rates.refusal(share)) return;
    if (this.heldBack < HELD_BACK.most) {
      this.heldBack += 1;
      await wait(HELD_BACK.time, undefined, { ref: false });
      this.heldBack -= 1;
    }
    const refusal = this.rates.refusal(share);
    if (refusal) throw refusal;
  }

  /**
   * Takes the place of an operation, before anything is done for it.
   * @throws ClientError RATE_LIMITED, OVERLOADED, TIMEOUT
   */
  async enter({ share, deadline }: Using): Promise<Leave> {
    const leave = await this.operations.take(share, deadline);
    if (share.role === 'public') await this.turns.wait();
    return leave;
  }

  /**
   * Lets a checked operation begin: charges it, and has costly ones come one after the other.
   * @throws ClientError RATE_LIMITED, OVERLOADED, TIMEOUT
   */
  begin({ share, deadline }: Using): Promise<void> | undefined {
    return share.isCostly ? this.beginCostly({ share, deadline }) : this.rates.begin(share);
  }

  private async beginCostly({ share, deadline }: Using): Promise<void> {
    const leave = await this.costly.take(share, deadline);
    deadline.atEnd(leave);
    await this.rates.begin(share);
  }

  /** For the answer to a request: where its client stands. None where nobody has found out who that is. */
  headers(request: Request): Record<string, string> {
    const asker = this.askers.get(request);
    return asker ? this.rates.headers(asker) : {};
  }
}
