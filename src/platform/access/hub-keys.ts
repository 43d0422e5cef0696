import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { In, IsNull, type Repository } from 'typeorm';
import type { ApiKey } from './api-key.entity';
import type { KeyRole } from './viewer';

/** How long a key that was found good is not looked up again, in milliseconds: a revoked one works no longer than this. */
const REMEMBERED_FOR = 2_500;
const MAX_REMEMBERED = 1_000;

const FORM = /^hub_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

export interface NewKey {
  readonly name: string;
  readonly role: KeyRole;
  readonly expiresAt?: Date;
}

/** Runs work as soon as there is a place for it. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** The hub's own keys: random, 256 bits, stored as a hash. */
export class HubKeys {
  private readonly good = new LRUCache<string, ApiKey>({ max: MAX_REMEMBERED, ttl: REMEMBERED_FOR });

  constructor(private readonly keys: Repository<ApiKey>) {}

  /** @returns the whole key, which can never be read again */
  async create(key: NewKey): Promise<string> {
    const { credential, row } = drawKey(key);
    await this.keys.insert(row);
    return credential;
  }

  /** All keys, the newest first. */
  list(): Promise<ApiKey[]> {
    return this.keys.find({ order: { createdAt: 'DESC', id: 'ASC' } });
  }

  /** @returns whether there was such a key that still worked */
  async revoke(id: string): Promise<boolean> {
    const { affected } = await this.keys.update({ id, revokedAt: IsNull() }, { revokedAt: new Date() });
    return affected === 1;
  }

  /**
   * The key behind a credential; nothing where it is unknown, wrong, expired or revoked.
   * @param inTurn runs what asks the database
   */
  async find(credential: string, inTurn: InTurn = (work) => work()): Promise<ApiKey | undefined> {
    const [, id, secret] = FORM.exec(credential) ?? [];
    if (!id || !secret) return undefined;
    const digest = hash(secret);
    const key = this.good.get(digest) ?? (await inTurn(() => this.lookUp(id, digest)));
    if (!key || expired(key)) return undefined;
    return key;
  }

  /** Which of these keys work right now, by id. Not remembered: what lasts longer than a request asks it again and again. */
  async working(ids: readonly string[]): Promise<Set<string>> {
    const keys = await this.keys.findBy({ id: In([...ids]), revokedAt: IsNull() });
    return new Set(keys.filter((key) => !expired(key)).map(({ id }) => id));
  }

  private async lookUp(id: string, digest: string): Promise<ApiKey | undefined> {
    const key = await this.keys.findOneBy({ id, revokedAt: IsNull() });
    if (!key || !timingSafeEqual(Buffer.from(key.secretSha256), Buffer.from(digest))) return undefined;
    this.good.set(digest, key);
    return key;
  }
}

/** Draws a new key: what its holder gets, and what the hub keeps of it. */
export function drawKey({ name, role, expiresAt }: NewKey): { credential: string; row: NewRow } {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const row = { id, name, role, secretSha256: hash(secret), expiresAt: expiresAt ?? null };
  return { credential: `hub_${id}_${secret}`, row };
}

type NewRow = Omit<ApiKey, 'createdAt' | 'revokedAt'>;

function expired({ expiresAt }: ApiKey): boolean {
  return expiresAt !== null && expiresAt.getTime() <= Date.now();
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
