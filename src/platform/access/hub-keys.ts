import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { In, IsNull, type Repository } from 'typeorm';
import type { ApiKey } from './api-key.entity';
import type { KeyRole } from './viewer';

/** How long a valid key is not looked up again, in milliseconds. A revoked key works for at most this long. */
const REMEMBERED_FOR = 2_500;
const MAX_REMEMBERED = 1_000;

/** The form of a hub key: its id and its secret. */
export const KEY_FORM = /^hub_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

export interface NewKey {
  readonly name: string;
  readonly role: KeyRole;
  readonly expiresAt?: Date;
}

/** Runs work when there is a place for it. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** The hub's own keys: random, 256 bits, stored as a hash. */
export class HubKeys {
  private readonly good = new LRUCache<string, ApiKey>({ max: MAX_REMEMBERED, ttl: REMEMBERED_FOR });

  constructor(private readonly keys: Repository<ApiKey>) {}

  /** @returns the whole key, which cannot be read again later */
  async create(key: NewKey): Promise<string> {
    const { credential, row } = drawKey(key);
    await this.keys.insert(row);
    return credential;
  }

  /** All keys, the newest first. */
  list(): Promise<ApiKey[]> {
    return this.keys.find({ order: { createdAt: 'DESC', id: 'ASC' } });
  }

  /** @returns whether there was such a working key */
  async revoke(id: string): Promise<boolean> {
    const { affected } = await this.keys.update({ id, revokedAt: IsNull() }, { revokedAt: new Date() });
    return affected === 1;
  }

  /**
   * The key of a credential; undefined if it is unknown, wrong, expired or revoked.
   * @param inTurn runs the database lookup
   */
  async find(credential: string, inTurn: InTurn = (work) => work()): Promise<ApiKey | undefined> {
    const [, id, secret] = KEY_FORM.exec(credential) ?? [];
    if (!id || !secret) return undefined;
    const digest = hash(secret);
    const key = this.good.get(digest) ?? (await inTurn(() => this.lookUp(id, digest)));
    if (!key || expired(key)) return undefined;
    return key;
  }

  /** The ids of those keys that work right now. Not cached: open streams call it regularly. */
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

/** Generates a key: the text for its holder, and the hash that the hub stores. */
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
