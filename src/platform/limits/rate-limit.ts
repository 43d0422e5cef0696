import { KEY_ROLES, type Role } from '../access/viewer';

/** What clients may spend in a window of time, in the unit of the cost of operations. */
export interface Rate {
  readonly points: number;
  /** The length of the window. */
  readonly seconds: number;
}

/** What one client may spend, by role. */
export type RateLimit = Readonly<Record<Role, Rate>>;

/** The rates if the operator sets just `on`. Documented in docs/limits.md. */
export const DEFAULT_RATES: RateLimit = {
  public: { points: 60_000, seconds: 10 },
  partner: { points: 400_000, seconds: 10 },
  analyst: { points: 1_000_000, seconds: 10 },
  editor: { points: 1_000_000, seconds: 10 },
  admin: { points: 1_000_000, seconds: 10 },
};

const ENTRY = /^([a-z]+)=([1-9]\d{0,11})\/([1-9]\d{0,4})s$/;

/**
 * Reads `HUB_RATE_LIMIT`: `off`, `on`, or the rates of some roles (`public=60000/10s,partner=400000/10s`); other roles keep their default rates.
 * @returns null for `off`; undefined if the text is invalid
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
