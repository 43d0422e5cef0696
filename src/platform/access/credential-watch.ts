import type { FastifyBaseLogger } from 'fastify';
import { ClientError } from '../errors';
import { Outage } from '../logging/outage';
import type { Credential } from './credential';
import type { Viewer } from './viewer';

/** How long a check of a credential is valid, in milliseconds, if the regular checks are delayed. */
const COUNTS_FOR = 5_000;

/** The credential of an open stream. */
export interface WatchedCredential {
  readonly viewer: Viewer;
  /**
   * Call it before every message. Await the result if it returns a promise.
   * @throws ClientError UNAUTHENTICATED once the credential has expired or was revoked
   */
  check(): Promise<void> | undefined;
  /** The stream has ended. */
  release(): void;
}

interface Watched {
  readonly credential: Credential;
  readonly onEnd: (error: ClientError) => void;
  checkedAt: number;
}

/** Checks the credentials of all open streams once in every interval. */
export class CredentialWatch {
  private readonly watched = new Set<Watched>();
  private readonly timer: NodeJS.Timeout;
  private readonly outage: Outage;
  private asking = false;

  /** @param interval in milliseconds */
  constructor(interval: number, log: FastifyBaseLogger) {
    this.outage = new Outage(log, {
      away: 'the credentials of open streams cannot be checked',
      back: 'the credentials of open streams are checked again',
    });
    this.timer = setInterval(() => void this.askAll(), interval);
    this.timer.unref();
  }

  /** @param onEnd called once when the credential is no longer valid, even if there is no message to send */
  watch(credential: Credential, onEnd: (error: ClientError) => void): WatchedCredential {
    const watched: Watched = { credential, onEnd, checkedAt: performance.now() };
    this.watched.add(watched);
    return {
      viewer: credential.viewer,
      check: () => this.check(watched),
      release: () => void this.watched.delete(watched),
    };
  }

  close(): void {
    clearInterval(this.timer);
    this.watched.clear();
  }

  private check(watched: Watched): Promise<void> | undefined {
    if (!this.watched.has(watched)) throw notAccepted();
    const recent = performance.now() - watched.checkedAt < COUNTS_FOR;
    return recent && !hasExpired(watched.credential) ? undefined : this.demand(watched);
  }

  private async demand(watched: Watched): Promise<void> {
    if (await holds(watched)) return;
    this.end(watched);
    throw notAccepted();
  }

  /** Checks all at once; the credentials combine this into one statement. */
  private async askAll(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    await Promise.all([...this.watched].map((watched) => this.ask(watched)));
    this.asking = false;
  }

  private async ask(watched: Watched): Promise<void> {
    try {
      if (!(await holds(watched))) this.end(watched);
      this.outage.worked();
    } catch (error) {
      // The next message, or the next round, checks again.
      this.outage.failed(error);
    }
  }

  private end(watched: Watched): void {
    if (this.watched.delete(watched)) watched.onEnd(notAccepted());
  }
}

async function holds(watched: Watched): Promise<boolean> {
  if (hasExpired(watched.credential)) return false;
  const valid = await watched.credential.stillValid();
  if (valid) watched.checkedAt = performance.now();
  return valid;
}

function hasExpired({ expiresAt }: Credential): boolean {
  return expiresAt !== undefined && expiresAt.getTime() <= Date.now();
}

function notAccepted(): ClientError {
  return new ClientError('UNAUTHENTICATED', 'The credential has expired or was revoked; sign in with a valid one.');
}
