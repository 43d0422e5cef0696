import { Client, type ClientConfig, type QueryResultRow } from 'pg';
import type { Outage } from './logging/outage';
import { send, type Found, type SentStatement } from './prepared-query';

/** The most unanswered statements on one connection: a further one would wait too long. */
const MAX_UNDER_WAY = 32;
/** The share of them that one client may have. */
const OF_ONE_CLIENT = 0.5;

/** What pipelines report to the hub's log. */
export interface PipelineReports {
  /** A connection was lost. */
  readonly lost: (error: Error) => void;
  /** Whether connections can be made. */
  readonly connecting: Pick<Outage, 'failed' | 'worked'>;
}

/**
 * A few connections on which statements follow each other without waiting for answers. This saves much of the cost of a short
 * statement. It is for short ones only, because a long one delays those behind it. A lost connection is replaced.
 */
export class Pipelines {
  private readonly lanes: Lane[];
  private readonly underWay = new Map<string, number>();
  private readonly most: number;

  constructor(config: ClientConfig, size: number, reports: PipelineReports) {
    this.lanes = Array.from({ length: size }, () => new Lane({ ...config, pipeline: true }, reports));
    this.most = size * MAX_UNDER_WAY * OF_ONE_CLIENT;
  }

  /** The answer, or undefined if no connection can take a statement of this client now: then use the pool. */
  query<T extends QueryResultRow>(statement: SentStatement, owner: string): Promise<Found<T>> | undefined {
    const own = this.underWay.get(owner) ?? 0;
    const free = this.lanes.reduce((best, lane) => (lane.underWay < best.underWay ? lane : best));
    const answer = own < this.most && free.underWay < MAX_UNDER_WAY ? free.query<T>(statement) : undefined;
    if (!answer) return undefined;
    this.underWay.set(owner, own + 1);
    return answer.finally(() => this.ended(owner));
  }

  private ended(owner: string): void {
    const left = (this.underWay.get(owner) ?? 1) - 1;
    if (left > 0) this.underWay.set(owner, left);
    else this.underWay.delete(owner);
  }

  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }
}

class Lane {
  underWay = 0;
  private client: Client | undefined;
  private connecting: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly config: ClientConfig,
    private readonly reports: PipelineReports,
  ) {}

  query<T extends QueryResultRow>(statement: SentStatement): Promise<Found<T>> | undefined {
    if (!this.client) {
      this.connecting ??= this.connect();
      return undefined;
    }
    this.underWay += 1;
    return send<T>(this.client, statement).finally(() => (this.underWay -= 1));
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.connecting;
    await this.client?.end();
  }

  /** Nothing waits for this: until it is connected, statements use the pool. */
  private async connect(): Promise<void> {
    const client = new Client(this.config);
    client.on('error', (error) => {
      this.reports.lost(error);
      this.client = undefined;
    });
    client.on('end', () => (this.client = undefined));
    try {
      await client.connect();
      if (this.closed) await client.end();
      else this.client = client;
      this.reports.connecting.worked();
    } catch (error) {
      this.reports.connecting.failed(error);
      await client.end().catch(() => undefined);
    }
    this.connecting = undefined;
  }
}
