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

/** Who is charged for a request. */
const ASKER = Symbol('the client of the request');

type Request = Pick<IncomingMessage, 'socket' | 'headers'> & { [ASKER]?: Owner };

export interface SharesOptions {
  readonly rates?: Rates;
  /** The number of proxies before the hub. */
  readonly proxyHops?: number;
  readonly sizes?: ShareSizes;
}

/** How clients share the hub on its transports. Connections to Postgres are shared separately, where they are taken. */
export class Shares {
  readonly rates: Rates;
  private readonly operations: Places;
  readonly streams: Places;
  readonly files: Places;
  private readonly costly: Places;
  private readonly turns = new Turns();
  private heldBack = 0;
  readonly greeting = new Greeting();
  private readonly proxyHops: number;

  constructor({ rates = new Rates(), proxyHops = 0, sizes = SHARES }: SharesOptions = {}) {
    this.rates = rates;
    this.proxyHops = proxyHops;
    this.operations = new Places('operations', sizes.operations);
    this.costly = new Places('costly operations', sizes.costly);
    this.streams = new Places('sockets and streams', sizes.streams);
    this.files = new Places('files', sizes.files);
  }

  addressOf(request: Request): string {
    return clientAddress(request, this.proxyHops);
  }

  /** The share of an operation that comes with a request, or over a socket that the request opened. */
  of(viewer: Viewer, request: Request): Share {
    const share = shareOf(viewer, this.addressOf(request), request.headers['hub-cost'] === '1');
    request[ASKER] = share;
    return share;
  }

  /**
   * Refuses a client that has nothing left to spend. The refusal is delayed, so that a client in a loop does not keep the hub busy.
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
   * Takes the place of an operation before any work for it.
   * @throws ClientError RATE_LIMITED, OVERLOADED, TIMEOUT
   */
  async enter({ share, deadline }: Using): Promise<Leave> {
    const leave = await this.operations.take(share, deadline);
    if (share.role === 'public') await this.turns.wait();
    return leave;
  }

  /**
   * Lets a checked operation start: charges it, and makes costly operations wait for their place.
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

  /** The rate-limit headers of an answer. None if the client is not known yet. */
  headers(request: Request): Record<string, string> {
    const asker = request[ASKER];
    return asker ? this.rates.headers(asker) : {};
  }
}
