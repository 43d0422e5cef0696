import { total, type Judgement } from './judge';
import type { Ledger } from './ledger';
import type { LogFaults } from './log-check';
import type { Missed } from './naive';
import type { ChaosOptions } from './options';
import type { Recovery } from './recovery';

/** All results of a run. */
export interface Findings {
  readonly options: ChaosOptions;
  readonly writing: { readonly seconds: number; readonly changes: number; readonly ledger: Ledger };
  readonly log: LogFaults;
  readonly followers: readonly {
    readonly name: string;
    readonly connections: number;
    readonly endings: ReadonlyMap<string, number>;
    readonly judgement: Judgement;
  }[];
  /** Connections that were cut. */
  readonly cuts: number;
  /** How often a hub ended by itself. */
  readonly hubDeaths: number;
  readonly naive: readonly Missed[] | undefined;
  readonly recovery: Recovery;
  readonly seconds: number;
}

/** The number of each kind of fault; empty if there are none. */
export function faultsOf({ log, followers, hubDeaths, writing }: Findings): Record<string, number> {
  const { received: _received, doubled: _doubled, ...faults } = total(followers.map(({ judgement }) => judgement));
  const refused = sum(writing.ledger.refusals.values());
  const all = Object.entries({ ...faults, ...log, hubDeaths, refused });
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}

/** The report for a program. */
export function reportAsJson(findings: Findings): unknown {
  const { writing, recovery, followers, naive, cuts, seconds, log } = findings;
  return {
    passed: Object.keys(faultsOf(findings)).length === 0,
    faults: faultsOf(findings),
    commits: writing.ledger.commits,
    changes: writing.changes,
    undone: writing.ledger.undone,
    retries: writing.ledger.retries,
    cuts,
    seconds,
    log,
    followers: total(followers.map(({ judgement }) => judgement)),
    connections: sum(followers.map(({ connections }) => connections)),
    transports: [...new Set(followers.map(({ name }) => name))],
    naive,
    recovery: {
      hub: spread(recovery.hub),
      postgres: spread(recovery.postgres),
      followers: spread(recovery.followers),
    },
  };
}

/** The report for a person. */
export function reportAsText(findings: Findings): string {
  const { options, writing, log, followers, cuts, naive = [], recovery, seconds } = findings;
  const { ledger } = writing;
  const all = total(followers.map(({ judgement }) => judgement));
  const connections = sum(followers.map(({ connections: count }) => count));
  const faults = Object.entries(faultsOf(findings));
  const row = (name: string, text: string): string => `${name.padEnd(12)}${text}`;
  return [
    row('Run', `seed ${options.seed}, ${options.hubs} hubs, ${followers.length} followers, ${seconds} s`),
    row('Faults', `${options.kills} kills of hubs, ${options.postgresKills} of Postgres, ${cuts} connections cut`),
    row(
      'Written',
      `${ledger.commits} transactions committed in ${writing.seconds} s: ${writing.changes} changes of programs`,
    ),
    row('', `${ledger.undone} rolled back or refused, ${ledger.retries} sent again (${listed(ledger.faults)})`),
    row('Log', listed(Object.entries(log))),
    row(
      'Followers',
      `${all.received} changes received over ${connections} connections; ended: ${listed(endingsOf(findings))}`,
    ),
    ...transportsOf(followers),
    row('', `together: ${judged(all)}`),
    ...naive.map(({ cursor, missed, changes }) =>
      row('Naive', `by ${cursor}: ${missed} of ${changes} changes missed (${percent(missed, changes)})`),
    ),
    row('Recovery', 'least / median / most'),
    row('', `a hub is killed until it answers          ${times(recovery.hub)}`),
    row('', `Postgres is killed until a hub answers    ${times(recovery.postgres)}`),
    row('', `a kill until a follower has caught up     ${times(recovery.followers)}`),
    row('Result', faults.length === 0 ? 'nothing lost, nothing out of order' : `FAULTS: ${listed(faults)}`),
  ].join('\n');
}

function transportsOf(followers: Findings['followers']): string[] {
  const names = [...new Set(followers.map(({ name }) => name))];
  return names.map((name) => {
    const some = followers.filter((follower) => follower.name === name);
    const judgement = total(some.map((follower) => follower.judgement));
    return `            ${String(some.length).padStart(3)} by ${name.padEnd(20)}${judged(judgement)}`;
  });
}

function judged({
  lost,
  outOfOrder,
  doubled,
  doubledWithin,
  invented,
  brokenChains,
  stalePrograms,
}: Judgement): string {
  const others = { 'doubled within a connection': doubledWithin, invented, brokenChains, stalePrograms };
  const more = Object.entries(others).filter(([, count]) => count > 0);
  const usual = `${lost} lost, ${outOfOrder} out of order, ${doubled} doubled after a cut`;
  return more.length > 0 ? `${usual}; ${listed(more)}` : usual;
}

function endingsOf({ followers }: Findings): Map<string, number> {
  const all = new Map<string, number>();
  for (const { endings } of followers) for (const [why, count] of endings) all.set(why, (all.get(why) ?? 0) + count);
  return all;
}

function listed(entries: Iterable<readonly [string, number]>): string {
  return [...entries].map(([name, count]) => `${count} ${name}`).join(', ') || 'none';
}

interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  readonly count: number;
}

function spread(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (part: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
  return sorted.length === 0 ? undefined : { least: at(0), median: at(0.5), most: at(1), count: sorted.length };
}

function times(values: readonly number[]): string {
  const found = spread(values);
  if (!found) return 'none';
  const seconds = (value: number): string => (value / 1000).toFixed(2);
  return `${seconds(found.least)} / ${seconds(found.median)} / ${seconds(found.most)} s (${found.count})`;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(2)}%`;
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((all, number) => all + number, 0);
}
