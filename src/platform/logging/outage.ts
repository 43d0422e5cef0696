import type { FastifyBaseLogger } from 'fastify';

/** Logs the outage of something that is called again and again: once when it goes away, and once when it is back. */
export class Outage {
  private away = false;

  constructor(
    private readonly log: FastifyBaseLogger,
    private readonly says: { readonly away: string; readonly back: string },
  ) {}

  failed(error: unknown): void {
    if (!this.away) this.log.warn({ err: error }, this.says.away);
    this.away = true;
  }

  worked(): void {
    if (this.away) this.log.info(this.says.back);
    this.away = false;
  }
}
