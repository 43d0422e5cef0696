import type { IncomingMessage } from 'node:http';
import type { Viewer } from '../access/viewer';
import { clientAddress } from './client-address';
import { Greeting } from './greeting';
import { Places } from './places';
import { Rates } from './rates';
import { shareOf, type Owner, type Share } from './share';
import { SHARES, type ShareSizes } from './share-sizes';

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
  readonly operations: Places;
  readonly streams: Places;
  readonly greeting = new Greeting();
  private readonly proxyHops: number;
  private readonly askers = new WeakMap<Request, Owner>();

  constructor({ rates = new Rates(), proxyHops = 0, sizes = SHARES }: SharesOptions = {}) {
    this.rates = rates;
    this.proxyHops = proxyHops;
    this.operations = new Places('operations', sizes.operations);
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

  /** For the answer to a request: where its client stands. None where nobody has found out who that is. */
  headers(request: Request): Record<string, string> {
    const asker = this.askers.get(request);
    return asker ? this.rates.headers(asker) : {};
  }
}
