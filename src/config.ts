import { resolve } from 'node:path';
import { z } from 'zod';
import type { IntrospectionRule } from './platform/access/viewer';
import type { DocumentRule } from './platform/known-documents/known-documents';
import type { PlanRule } from './platform/planning/planner';
import { DEFAULT_RATES, parseRateLimit, type RateLimit } from './platform/limits/rate-limit';

/** The hub's settings from the environment: checked once and frozen. Nothing else reads the environment. */
export interface Config {
  /** The URL of Postgres; absent: the hub starts its own under `dataDir`. */
  readonly databaseUrl?: string;
  readonly replicaUrls: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** The URL by which clients reach the hub, if it does not follow from host and port. */
  readonly publicUrl?: string;
  readonly jwks?: { readonly url: string; readonly issuer: string; readonly audience: string };
  readonly corsOrigins: readonly string[];
  /** Who may introspect the schema and gets suggestions in errors. */
  readonly introspection: IntrospectionRule;
  readonly callbackHosts: readonly string[];
  /** The Redis in which several hubs count together what clients spend; absent: each hub counts alone. */
  readonly redisUrl?: string;
  /** What clients may spend; null: rates are not limited. */
  readonly rateLimit: RateLimit | null;
  /** The number of proxies before the hub. Each of them adds an address to `X-Forwarded-For`. */
  readonly proxyHops: number;
  /** When queries are planned. */
  readonly plans: PlanRule;
  /** How long caches may serve an answer for everybody without asking the hub, in seconds. */
  readonly publicMaxAge: number;
  /** Who may send documents that the hub does not know. */
  readonly documents: DocumentRule;
  /** The folder with manifests of known documents. */
  readonly documentsDir?: string;
  /** Whether every new fact needs a source. */
  readonly citationsRequired: boolean;
  /** How long changes are kept, in milliseconds. */
  readonly logRetention: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** A day in milliseconds. */
const DAY = 86_400_000;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const postgresUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text.replace('@/', '@localhost/')), {
    error: 'is not a Postgres URL; write postgresql://user:password@host:5432/database',
  });
const httpUrl = z.url({ protocol: /^https?$/, error: 'is not an http(s) URL; write one like https://hub.example.org' });
/** Anyone who can change the keys in transit can sign tokens for any role. So plain http is allowed only within this machine. */
const jwksUrl = httpUrl.refine(
  (text) => {
    if (!URL.canParse(text)) return true;
    const { protocol, hostname } = new URL(text);
    return protocol !== 'http:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  },
  { error: 'is not an https URL; use https, except on this machine' },
);
const originOf = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'has an entry that is not an origin; write https://app.example.org, without a path',
});
const host = z.string().regex(/^[A-Za-z0-9.-]+(:\d+)?$/, {
  error: 'has an entry that is not a host name; write router.example.org or router.example.org:4000',
});

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
    .regex(/^\d{1,5}$/, { error: 'is not a port; give a number from 0 to 65535' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'is not a port; give a number from 0 to 65535' })
    .optional(),
  HOST: z.string().min(1).optional(),
  HUB_DATA_DIR: z.string().min(1).optional(),
  HUB_PUBLIC_URL: httpUrl.optional(),
  HUB_JWKS_URL: jwksUrl.optional(),
  HUB_JWT_ISSUER: z.string().optional(),
  HUB_JWT_AUDIENCE: z.string().optional(),
  HUB_CORS_ORIGINS: listOf(originOf).optional(),
  HUB_INTROSPECTION: z
    .enum(['everyone', 'signed-in', 'nobody'], { error: 'is unknown; give one of everyone, signed-in, nobody' })
    .optional(),
  HUB_CALLBACK_HOSTS: listOf(host).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is not a Redis URL; write redis://host:6379' }).optional(),
  HUB_RATE_LIMIT: z
    .string()
    .transform(parseRateLimit)
    .refine((limit) => limit !== undefined, {
      error: 'is not a rate limit; write off, on or a list of rates such as public=60000/10s,partner=400000/10s',
    })
    .optional(),
  HUB_PROXY_HOPS: z
    .string()
    .regex(/^\d$/, { error: 'is not a number of proxies; give a number from 0 to 9' })
    .transform(Number)
    .optional(),
  HUB_PLANS: z.enum(['on', 'always', 'off'], { error: 'is unknown; give one of on, always, off' }).optional(),
  HUB_DOCUMENTS: z
    .enum(['any', 'signed-in', 'trusted'], { error: 'is unknown; give one of any, signed-in, trusted' })
    .optional(),
  HUB_DOCUMENTS_DIR: z.string().min(1).optional(),
  HUB_PUBLIC_MAX_AGE: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'is not a number of seconds; give a number from 0 to 86400' })
    .transform(Number)
    .refine((seconds) => seconds <= 86_400, { error: 'is not a number of seconds; give a number from 0 to 86400' })
    .optional(),
  HUB_CITATIONS: z.enum(['optional', 'required'], { error: 'is unknown; give one of optional, required' }).optional(),
  HUB_LOG_RETENTION: z
    .string()
    .regex(/^[1-9]\d{0,4}d$/, { error: 'is not a number of days; write one like 365d' })
    .transform((text) => Number.parseInt(text, 10) * DAY)
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `is unknown; give one of ${LOG_LEVELS.join(', ')}` }).optional(),
});

/** The variables that the hub reads. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

/** Variables for others: clients (`.hub/development-keys`, `examples/partner`), `docker-compose.yml`, the tests; and those that Kubernetes sets for a service `hub`. */
const OF_OTHERS =
  /^HUB_(?:URL|KEY|(?:ANALYST|PARTNER|EDITOR|ADMIN)_KEY|DATABASE_PASSWORD|TEST_\w+|SERVICE_(?:HOST|PORT\w*)|PORT(?:_\d+_\w+)?)$/;

/** Refuses unknown variables: somebody relies on a setting that has no effect. */
function unknownFaults(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('HUB_') && !VARIABLES.includes(name) && !OF_OTHERS.test(name))
    .map((name) => `${name} is not a variable of the hub; correct its name or remove it`);
}

/** Variables that need another variable. */
function togetherFaults(env: NodeJS.ProcessEnv): string[] {
  const faults: string[] = [];
  if (env.DATABASE_REPLICA_URLS && !env.DATABASE_URL)
    faults.push('DATABASE_REPLICA_URLS is set without DATABASE_URL; set DATABASE_URL to the primary');
  for (const name of ['HUB_JWT_ISSUER', 'HUB_JWT_AUDIENCE']) {
    if (Boolean(env.HUB_JWKS_URL) !== Boolean(env[name]))
      faults.push(`${name} and HUB_JWKS_URL belong together; set both or neither`);
  }
  return faults;
}

/** The environment has invalid variables. The message names all of them, but not their values, which may be secret. */
export class InvalidEnvironment extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment is invalid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
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
    plans: env.HUB_PLANS ?? 'on',
    documents: env.HUB_DOCUMENTS ?? 'any',
    ...(env.HUB_DOCUMENTS_DIR && { documentsDir: resolve(env.HUB_DOCUMENTS_DIR) }),
    publicMaxAge: env.HUB_PUBLIC_MAX_AGE ?? 0,
    citationsRequired: env.HUB_CITATIONS === 'required',
    logRetention: env.HUB_LOG_RETENTION ?? 365 * DAY,
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}
