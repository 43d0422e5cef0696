import { KEY_ROLES, type Role } from '../access/viewer';

/** What may be spent in a window of time, in the units in which operations are priced. */
export interface Rate {
  readonly points: number;
  /** How long the window is. */
  readonly seconds: number;
}

/** For each role, what one client may spend. */
export type RateLimit = Readonly<Record<Role, Rate>>;

/** Where the operator says no more than `on`. Told in docs/limits.md. */
export const DEFAULT_RATES: RateLimit = {
  public: { points: 60_000, seconds: 10 },
  partner: { points: 400_000, seconds: 10 },
  analyst: { points: 1_000_000, seconds: 10 },
  editor: { points: 1_000_000, seconds: 10 },
  admin: { points: 1_000_000, seconds: 10 },
};

const ENTRY = /^([a-z]+)=([1-9]\d{0,11})\/([1-9]\d{0,4})s$/;

/**
 * Reads `HUB_RATE_LIMIT`: `off`, `on`, or the rates of some roles (`public=60000/10s,partner=400000/10s`); the others have the usual ones.
 * @returns null for `off`; nothing where the text is none of these
 */
export function parseRateLimit(text: string): RateLimit | null | undefined {
  if (text === 'off') return null;
  if (text === 'on') return DEFAULT_RATES;
  const rates = new Map<string, Rate>();
  for (const entry of text.split(',')) {
    const [, role = '', points, seconds] = ENTRY.exec(entry.trim()) ?? [];
    if (!isRole(role) || rates.has(role)) return undefined;
    rates.set(role, { points: Number(points), seconds: Number(seconds) });
  }
  return { ...DEFAULT_RATES, ...Object.fromEntries(rates) };
}

function isRole(text: string): text is Role {
  return ['public', ...KEY_ROLES].includes(text);
}
