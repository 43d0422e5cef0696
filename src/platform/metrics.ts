import type { GraphQLFormattedError } from 'graphql';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PlanOutcome } from './planning/plan-outcome';

/** The metrics of the hub, for Prometheus. */
export interface HubMetrics {
  readonly registry: Registry;
  /** An operation was answered after `seconds`. */
  operation(type: string | undefined, errors: readonly GraphQLFormattedError[] | undefined, seconds: number): void;
  /** A query was answered by a plan, by a plan and resolvers, or by resolvers alone. */
  plan(outcome: PlanOutcome): void;
  /** A subscription was opened. @returns what counts its messages and its end */
  subscription(transport: string): SubscriptionMetrics;
  /** A statement was sent to Postgres. */
  statement(): void;
  /** Registers the gauge of connections to Postgres. @param count returns their current number */
  connections(count: () => number): void;
  /** Registers a gauge whose values the database has. */
  gauge(gauge: FeatureGauge, read: () => Promise<readonly GaugeRow[]>): void;
  /** Something failed that nobody handled. */
  fault(kind: FaultKind): void;
}

/** Numbers of a feature, one for each value of a label, that one statement reads. */
export interface FeatureGauge {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  /** SQL of rows with the columns `label` and `value`. */
  readonly sql: string;
}

export interface GaugeRow {
  readonly label: string;
  /** A number, or its text. */
  readonly value: string | number;
}

/** How long the values of such a gauge are good, in milliseconds: to read them takes Postgres longer with more records. */
const FRESH = 60_000;

/** How Node reports an error that nobody handles. */
export type FaultKind = 'unhandledRejection' | 'uncaughtException';

export interface SubscriptionMetrics {
  message(): void;
  end(): void;
}

export function createMetrics(): HubMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const operations = new Histogram({
    name: 'hub_operation_duration_seconds',
    help: 'How long GraphQL operations took, by type and by the code of their first error.',
    labelNames: ['type', 'code'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const statements = new Counter({
    name: 'hub_sql_statements_total',
    help: 'Statements sent to Postgres by reads.',
    registers,
  });
  const plans = new Counter({
    name: 'hub_plans_total',
    help: 'Queries that were answered by a plan with one statement (whole), by a plan and resolvers (part) or by resolvers alone (none).',
    labelNames: ['plan'],
    registers,
  });
  const streams = streamMetrics(registers);
  const faults = new Counter({
    name: 'hub_faults_total',
    help: 'Errors that nothing in the hub handled. Each of them is a bug and is in the log.',
    labelNames: ['kind'],
    registers,
  });
  for (const kind of ['unhandledRejection', 'uncaughtException']) faults.inc({ kind }, 0);
  return {
    registry,
    operation(type, errors, seconds) {
      const code = errors?.[0]?.extensions?.code;
      operations.observe({ type: type ?? 'none', code: typeof code === 'string' ? code : 'OK' }, seconds);
    },
    plan: ({ plan }) => plans.inc({ plan }),
    subscription: streams,
    statement: () => statements.inc(),
    connections: (count) =>
      void new Gauge({
        name: 'hub_database_connections',
        help: 'Connections to Postgres, without those for short reads.',
        registers,
        collect() {
          this.set(count());
        },
      }),
    gauge: (gauge, read) => databaseGauge(gauge, read, registers),
    fault: (kind) => faults.inc({ kind }),
  };
}

/** Keeps its values while the database is away. */
function databaseGauge(
  { name, help, label }: FeatureGauge,
  read: () => Promise<readonly GaugeRow[]>,
  registers: Registry[],
): void {
  let readAt = -Infinity;
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers,
    async collect() {
      if (performance.now() - readAt < FRESH) return;
      const rows = await read().catch(() => undefined);
      if (!rows) return;
      readAt = performance.now();
      for (const row of rows) this.set({ [label]: row.label }, Number(row.value));
    },
  });
}

function streamMetrics(registers: Registry[]): HubMetrics['subscription'] {
  const labelNames = ['transport'];
  const open = new Gauge({ name: 'hub_subscriptions_open', help: 'Open subscriptions.', labelNames, registers });
  const messagesOver = messageCounter(registers);
  const known = new Map<string, SubscriptionMetrics>();
  const metricsOf = (transport: string): SubscriptionMetrics => {
    const messages = messagesOver(transport);
    return { message: () => void (messages.count += 1), end: () => open.dec({ transport }) };
  };
  return (transport) => {
    open.inc({ transport });
    const metrics = known.get(transport) ?? metricsOf(transport);
    known.set(transport, metrics);
    return metrics;
  };
}

/** Counts the messages of subscriptions. @returns the count of a transport, to be raised with each message */
function messageCounter(registers: Registry[]): (transport: string) => { count: number } {
  /** Messages since the last look, by transport. Counted here, because a counter with labels costs as much as sending. */
  const sent = new Map<string, { count: number }>();
  new Counter({
    name: 'hub_subscription_messages_total',
    help: 'Messages sent to subscribers.',
    labelNames: ['transport'],
    registers,
    collect() {
      for (const [transport, messages] of sent) {
        this.inc({ transport }, messages.count);
        messages.count = 0;
      }
    },
  });
  return (transport) => {
    const messages = sent.get(transport) ?? { count: 0 };
    sent.set(transport, messages);
    return messages;
  };
}
