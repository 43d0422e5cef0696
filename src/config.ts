import { resolve } from 'node:path';
import { z } from 'zod';
import type { IntrospectionRule } from './platform/access/viewer';
import { DEFAULT_RATES, parseRateLimit, type RateLimit } from './platform/limits/rate-limit';

/** What the environment says to the hub: checked once, frozen, and the only place that reads it. */
export interface Config {
  /** Postgres to use; absent: the hub boots its own under `dataDir`. */
  readonly databaseUrl?: string;
  readonly replicaUrls: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** The address by which clients reach the hub, where it is not that of host and port. */
  readonly publicUrl?: string;
  readonly jwks?: { readonly url: string; readonly issuer: string; readonly audience: string };
  readonly corsOrigins: readonly string[];
  /** Who may introspect the schema and gets suggestions in errors. */
  readonly introspection: IntrospectionRule;
  readonly callbackHosts: readonly string[];
  /** Where hubs count together what clients spend; absent: each by itself. */
  readonly redisUrl?: string;
  /** What clients may spend; null: no rates are limited. */
  readonly rateLimit: RateLimit | null;
  /** The proxies before the hub, each of which adds to `X-Forwarded-For`. */
  readonly proxyHops: number;
  /** How long the change log is kept, in milliseconds. */
  readonly logRetention: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** A day in milliseconds. */
const DAY = 86_400_000;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const postgresUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text.replace('@/', '@localhost/')), {
    error: 'is no Postgres address; write postgresql://user:password@host:5432/database',
  });
const httpUrl = z.url({ protocol: /^https?$/, error: 'is no http(s) address' });
/** Who could change the keys on their way could sign tokens for any role: they travel unencrypted within one machine only. */
const jwksUrl = httpUrl.refine(
  (text) => {
    if (!URL.canParse(text)) return true;
    const { protocol, hostname } = new URL(text);
    return protocol !== 'http:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  },
  { error: 'must be an https address; http is for this machine only' },
);
const originOf = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'has an entry that is no origin; write https://app.example.org, without a path',
});
const host = z.string().regex(/^[A-Za-z0-9.-]+(:\d+)?$/, { error: 'has an entry that is no host name' });

function listOf(item: z.ZodType<string, string>): z.ZodType<string[], string> {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item));
}

const environment = z.object({
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URLS: listOf(postgresUrl).optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'is no port; give a number from 0 to 65535' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'is no port; give a number from 0 to 65535' })
    .optional(),
  HOST: z.string().min(1).optional(),
  HUB_DATA_DIR: z.string().min(1).optional(),
  HUB_PUBLIC_URL: httpUrl.optional(),
  HUB_JWKS_URL: jwksUrl.optional(),
  HUB_JWT_ISSUER: z.string().optional(),
  HUB_JWT_AUDIENCE: z.string().optional(),
  HUB_CORS_ORIGINS: listOf(originOf).optional(),
  HUB_INTROSPECTION: z
    .enum(['everyone', 'signed-in', 'nobody'], { error: 'must be one of everyone, signed-in, nobody' })
    .optional(),
  HUB_CALLBACK_HOSTS: listOf(host).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is no redis:// address' }).optional(),
  HUB_RATE_LIMIT: z
    .string()
    .transform(parseRateLimit)
    .refine((limit) => limit !== undefined, {
      error: 'is neither off nor on nor a list of rates; write public=60000/10s,partner=400000/10s',
    })
    .optional(),
  HUB_PROXY_HOPS: z
    .string()
    .regex(/^\d$/, { error: 'is no number of proxies; give a number from 0 to 9' })
    .transform(Number)
    .optional(),
  HUB_LOG_RETENTION: z
    .string()
    .regex(/^[1-9]\d{0,4}d$/, { error: 'is no number of days; write 365d' })
    .transform((text) => Number.parseInt(text, 10) * DAY)
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).optional(),
});

/** The variables that the hub reads. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

/** What others read: clients (`.hub/development-keys`, `examples/partner`), `docker-compose.yml`, the tests; and what Kubernetes sets for a service `hub`. */
const OF_OTHERS =
  /^HUB_(?:URL|KEY|(?:ANALYST|PARTNER|EDITOR|ADMIN)_KEY|DATABASE_PASSWORD|TEST_\w+|SERVICE_(?:HOST|PORT\w*)|PORT(?:_\d+_\w+)?)$/;

/** A variable that nothing reads is a mistake: somebody counts on what it says. */
function unknownFaults(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('HUB_') && !VARIABLES.includes(name) && !OF_OTHERS.test(name))
    .map((name) => `${name} is no variable of the hub; correct its name, or take it out`);
}

/** Variables that make sense only together with another one. */
function togetherFaults(env: NodeJS.ProcessEnv): string[] {
  const faults: string[] = [];
  if (env.DATABASE_REPLICA_URLS && !env.DATABASE_URL)
    faults.push('DATABASE_REPLICA_URLS needs DATABASE_URL, the primary');
  for (const name of ['HUB_JWT_ISSUER', 'HUB_JWT_AUDIENCE']) {
    if (Boolean(env.HUB_JWKS_URL) !== Boolean(env[name]))
      faults.push(`${name} and HUB_JWKS_URL go together; set both or neither`);
  }
  return faults;
}

/** The environment holds values that cannot be used. The message names every one of them, and no value, which might be a secret. */
export class InvalidEnvironment extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/**
 * Reads the environment; an empty variable counts as absent.
 * @throws InvalidEnvironment with every fault at once
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  const issues = parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? [];
  const faults = [...new Set([...issues, ...togetherFaults(set), ...unknownFaults(set)])];
  if (!parsed.success || faults.length > 0) throw new InvalidEnvironment(faults);
  return Object.freeze(configOf(parsed.data));
}

function configOf(env: z.output<typeof environment>): Config {
  const embedded = !env.DATABASE_URL;
  return {
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    replicaUrls: env.DATABASE_REPLICA_URLS ?? [],
    port: env.PORT ?? 4000,
    host: env.HOST ?? (embedded ? '127.0.0.1' : '0.0.0.0'),
    dataDir: resolve(env.HUB_DATA_DIR ?? '.hub'),
    ...(env.HUB_PUBLIC_URL && { publicUrl: env.HUB_PUBLIC_URL.replace(/\/$/, '') }),
    ...(env.HUB_JWKS_URL && {
      jwks: { url: env.HUB_JWKS_URL, issuer: env.HUB_JWT_ISSUER ?? '', audience: env.HUB_JWT_AUDIENCE ?? '' },
    }),
    corsOrigins: env.HUB_CORS_ORIGINS ?? [],
    introspection: env.HUB_INTROSPECTION ?? (embedded ? 'everyone' : 'signed-in'),
    callbackHosts: env.HUB_CALLBACK_HOSTS ?? [],
    ...(env.REDIS_URL && { redisUrl: env.REDIS_URL }),
    rateLimit: env.HUB_RATE_LIMIT === undefined ? (embedded ? null : DEFAULT_RATES) : env.HUB_RATE_LIMIT,
    proxyHops: env.HUB_PROXY_HOPS ?? 0,
    logRetention: env.HUB_LOG_RETENTION ?? 365 * DAY,
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}
