import { ApiKey } from '../platform/access/api-key.entity';
import { HubKeys } from '../platform/access/hub-keys';
import { isKeyRole, KEY_ROLES } from '../platform/access/viewer';
import { dayOf } from '../platform/moment';
import { lineFault, normalText } from '../platform/text';
import { withDataSource } from './connect';
import { CommandError } from './command-error';

const DAY = 24 * 60 * 60 * 1000;

export interface KeyOptions {
  readonly role: string;
  readonly name: string;
  /** The lifetime, such as `90d`; without it, the key does not expire. */
  readonly expires?: string;
}

/** @returns the key, which is shown only once */
export function createKey(url: string, { role, name, expires }: KeyOptions): Promise<string> {
  if (!isKeyRole(role)) throw new CommandError(`There is no role "${role}"; choose one of ${KEY_ROLES.join(', ')}.`, 2);
  const known = normalText(name.trim());
  if (known === '') throw new CommandError('The name is empty; name who or what the key is for.', 2);
  const fault = lineFault(known);
  if (fault) throw new CommandError(`The name ${fault}.`, 2);
  const expiresAt = expires === undefined ? undefined : expiry(expires);
  return withKeys(url, (keys) => keys.create({ name: known, role, ...(expiresAt && { expiresAt }) }));
}

/** @returns a line for each key, with its fields separated by tabs */
export async function listKeys(url: string): Promise<string> {
  const keys = await withKeys(url, (all) => all.list());
  const rows = keys.map((key) => [key.id, key.role, key.name, day(key.createdAt), day(key.expiresAt), state(key)]);
  return [['ID', 'ROLE', 'NAME', 'CREATED', 'EXPIRES', 'STATE'], ...rows].map((row) => row.join('\t')).join('\n');
}

export async function revokeKey(url: string, id: string): Promise<string> {
  if (await withKeys(url, (keys) => keys.revoke(id))) return `Revoked ${id}.`;
  throw new CommandError(`There is no working key with the id "${id}"; see: npm run -s hub -- key list`);
}

function expiry(text: string): Date {
  const days = Number(/^([1-9]\d{0,4})d$/.exec(text)?.[1]);
  if (Number.isNaN(days))
    throw new CommandError(`"${text}" is not a valid lifetime; write a number of days, such as 90d.`, 2);
  return new Date(Date.now() + days * DAY);
}

function state({ revokedAt, expiresAt }: ApiKey): string {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt.getTime() <= Date.now() ? 'expired' : 'works';
}

function day(date: Date | null): string {
  return date ? dayOf(date) : 'never';
}

function withKeys<T>(url: string, work: (keys: HubKeys) => Promise<T>): Promise<T> {
  return withDataSource(url, { poolSize: 1 }, (dataSource) => work(new HubKeys(dataSource.getRepository(ApiKey))));
}
