import type { FastifyBaseLogger } from 'fastify';
import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { Outage } from '../logging/outage';
import { countInMemory, type CounterOf } from './rates';

/** How long Redis may take to answer before its connection counts as lost, in milliseconds. */
const PATIENCE = 500;
const RETRY = { first: 100, most: 5_000 } as const;

/** Counts in Redis what clients spend, for all hubs that use it. */
export interface RedisCounters {
  readonly counterOf: CounterOf;
  close(): void;
}

/** Counts in Redis. While Redis is away, which is logged once, counts in memory. Never waits for a Redis that is away. */
export function countInRedis(url: string, log: FastifyBaseLogger): RedisCounters {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    retryStrategy: (attempt) => Math.min(RETRY.first * 2 ** attempt, RETRY.most),
  });
  const outage = new Outage(log, {
    away: 'Redis is away; this hub counts alone what clients spend',
    back: 'Redis is back; it counts again what clients spend',
  });
  client.on('error', (error) => outage.failed(error));
  client.on('ready', () => outage.worked());
  return {
    counterOf: (role, rate) =>
      new RateLimiterRedis({
        storeClient: client,
        keyPrefix: `hub:cost:${role}`,
        points: rate.points,
        duration: rate.seconds,
        rejectIfRedisNotReady: true,
        insuranceLimiter: countInMemory(role, rate),
      }),
    close: () => client.disconnect(),
  };
}
