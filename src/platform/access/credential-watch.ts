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

type OnEnd = (error: ClientError) => void;

/** Checks the credentials of all open streams once in every interval. Streams with the same credential share the check. */
export class CredentialWatch {
  private readonly groups = new Map<string, CredentialGroup>();
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

  /**
   * @param credential one that was accepted just now
   * @param onEnd called once when the credential is no longer valid, even if there is no message to send
   */
  watch(credential: Credential, onEnd: OnEnd): WatchedCredential {
    const key = keyOf(credential);
    return new Watched(this.groups.get(key) ?? this.begin(key, credential), onEnd);
  }

  close(): void {
    clearInterval(this.timer);
    for (const group of this.groups.values()) group.close();
  }

  private begin(key: string, credential: Credential): CredentialGroup {
    const group = new CredentialGroup(credential, () => {
      // The credential may have a new group already.
      if (this.groups.get(key) === group) this.groups.delete(key);
    });
    this.groups.set(key, group);
    return group;
  }

  /** Checks all at once; the credentials combine this into one statement. */
  private async askAll(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    await Promise.all([...this.groups.values()].map((group) => this.ask(group)));
    this.asking = false;
  }

  private async ask(group: CredentialGroup): Promise<void> {
    try {
      await group.ask();
      this.outage.worked();
    } catch (error) {
      // The next message, or the next round, checks again.
      this.outage.failed(error);
    }
  }
}

/** Equal for credentials that are accepted for equally long. */
function keyOf({ viewer: { role, principal, keyId }, expiresAt }: Credential): string {
  return JSON.stringify([role, principal, keyId, expiresAt]);
}

/** One credential, and the open streams that it opened. */
class CredentialGroup {
  readonly members = new Set<Watched>();
  isClosed = false;
  private checkedAt = performance.now();
  private asked: Promise<void> | undefined;

  /** @param onEmpty called when its last stream has ended */
  constructor(
    readonly credential: Credential,
    private readonly onEmpty: () => void,
  ) {}

  /** Whether it needs no check now. */
  get isChecked(): boolean {
    return performance.now() - this.checkedAt < COUNTS_FOR && !this.hasExpired;
  }

  private get hasExpired(): boolean {
    const { expiresAt } = this.credential;
    return expiresAt !== undefined && expiresAt.getTime() <= Date.now();
  }

  /** Checks it, and ends its streams if it is no longer valid. Streams that ask at the same time share the check. */
  ask(): Promise<void> {
    this.asked ??= this.askOnce().finally(() => (this.asked = undefined));
    return this.asked;
  }

  leave(member: Watched): void {
    if (this.members.delete(member) && this.members.size === 0) this.onEmpty();
  }

  close(): void {
    this.isClosed = true;
    this.members.clear();
    this.onEmpty();
  }

  private async askOnce(): Promise<void> {
    if (!this.hasExpired && (await this.credential.stillValid())) {
      this.checkedAt = performance.now();
      return;
    }
    const ended = [...this.members];
    this.close();
    for (const { onEnd } of ended) onEnd(notAccepted());
  }
}

class Watched implements WatchedCredential {
  private released = false;

  constructor(
    private readonly group: CredentialGroup,
    readonly onEnd: OnEnd,
  ) {
    group.members.add(this);
  }

  get viewer(): Viewer {
    return this.group.credential.viewer;
  }

  check(): Promise<void> | undefined {
    if (this.hasEnded) throw notAccepted();
    return this.group.isChecked ? undefined : this.demand();
  }

  release(): void {
    this.released = true;
    this.group.leave(this);
  }

  private get hasEnded(): boolean {
    return this.released || this.group.isClosed;
  }

  private async demand(): Promise<void> {
    await this.group.ask();
    if (this.hasEnded) throw notAccepted();
  }
}

function notAccepted(): ClientError {
  return new ClientError('UNAUTHENTICATED', 'The credential has expired or was revoked; sign in with a valid one.');
}
