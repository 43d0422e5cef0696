import { setTimeout as wait } from 'node:timers/promises';
import { gatherCast, type Cast } from './cast';
import { judge } from './judge';
import { checkLog, readTruths } from './log-check';
import { NaiveFollowers } from './naive';
import type { ChaosOptions } from './options';
import { planFaults, type Fault } from './plan';
import { Random } from './random';
import { Recovery } from './recovery';
import type { Findings } from './report';
import { Stage } from './stage';
import type { Subscriber } from './subscriber';

/** Writers pause while most followers are this many changes behind. */
const MAX_LAG = 2_000;
/** How often to check how far behind they are, in milliseconds. */
const LOOK = 100;
/** If no follower receives anything for this long, the missing changes count as lost. In milliseconds. */
const SILENCE = 30_000;

/** Does a whole run. @param say called with one line for each event */
export async function runChaos(options: ChaosOptions, say: (line: string) => void): Promise<Findings> {
  const random = new Random(options.seed);
  const stage = await Stage.set(options);
  try {
    const play = new Play(options, stage, await gatherCast(options, stage, random.fork()), say);
    return await play.run(random.fork(), random.fork());
  } catch (error) {
    say(await stage.lastWords());
    throw error;
  } finally {
    await stage.clear(options.keep);
    if (options.keep) say(`The logs are in ${stage.folder}`);
  }
}

class Play {
  private readonly recovery = new Recovery();
  private readonly begun = performance.now();
  private cuts = 0;

  constructor(
    private readonly options: ChaosOptions,
    private readonly stage: Stage,
    private readonly cast: Cast,
    private readonly say: (line: string) => void,
  ) {}

  async run(faults: Random, joins: Random): Promise<Findings> {
    const { cast, options, stage } = this;
    const naive = options.naive ? new NaiveFollowers(stage.pool) : undefined;
    await naive?.prepare();
    naive?.start();
    const keeping = setInterval(() => void this.keepPace(), LOOK);
    for (const follower of cast.followers) if (!cast.late.includes(follower)) follower.start();
    const joined = cast.late.map((follower) => this.join(follower, joins.next() * options.commits * 0.9));
    const written = cast.writers.map((writer) => writer.run());
    await this.strikeAll(faults);
    await cast.ledger.reaches(options.commits);
    clearInterval(keeping);
    cast.pace.end();
    await Promise.all([...written, ...joined]);
    const seconds = this.seconds();
    this.say(`${seconds} s: all writes are done; waiting for the followers`);
    await this.waitForQuiet();
    await this.recovery.end();
    await Promise.all(cast.followers.map((follower) => follower.stop()));
    return this.findings(seconds, await naive?.stop());
  }

  private async join(follower: Subscriber, commits: number): Promise<void> {
    await this.cast.ledger.reaches(Math.ceil(commits));
    follower.start();
  }

  private async strikeAll(random: Random): Promise<void> {
    for (const { at, fault } of planFaults(this.options, random)) {
      await this.cast.ledger.reaches(at);
      await this.strike(fault, random);
    }
  }

  private async strike(fault: Fault, random: Random): Promise<void> {
    const { stage, recovery } = this;
    if (fault.kind === 'cut') {
      this.cuts += stage.proxy.cut(fault.share, random);
      stage.router.cut();
      return;
    }
    const present = await this.present();
    this.say(`${this.seconds()} s: after ${this.cast.ledger.commits} commits, ${fault.kind} is killed`);
    const begin = performance.now();
    if (fault.kind === 'hub') {
      const hub = stage.hubs[fault.hub];
      hub?.kill();
      await hub?.answers();
      recovery.hub.push(performance.now() - begin);
    } else {
      const restarted = stage.postgres.killAndRestart();
      await restarted;
      await Promise.all(
        stage.hubs.map(async (hub) => {
          await hub.answers();
          recovery.postgres.push(performance.now() - begin);
        }),
      );
    }
    recovery.watch(begin, await this.head(), present);
  }

  /** The running followers, except those that still read the many changes from before they started. */
  private async present(): Promise<Subscriber[]> {
    const head = await this.head();
    return this.cast.followers.filter(({ isRunning, place }) => isRunning && head - place <= 2 * MAX_LAG);
  }

  private async keepPace(): Promise<void> {
    try {
      const head = await this.head();
      const places = this.cast.followers.filter(({ isRunning }) => isRunning).map(({ place }) => place);
      const median = places.sort((one, other) => Number(one - other))[Math.floor(places.length / 2)] ?? head;
      this.cast.pace.hold(head - median > MAX_LAG);
    } catch {
      // Postgres is not running at the moment.
    }
  }

  /** The number of the newest change of a program. */
  private async head(): Promise<bigint> {
    const { rows } = await this.stage.pool.query<{ seq: string }>(
      `SELECT coalesce(max(seq), 0) AS seq FROM change WHERE record_type = 'program'`,
    );
    return BigInt(rows[0]?.seq ?? 0);
  }

  private async waitForQuiet(): Promise<void> {
    const { followers } = this.cast;
    const progress = (): bigint => followers.reduce((sum, { place }) => sum + place, 0n);
    let [last, since] = [progress(), performance.now()];
    for (;;) {
      const head = await this.head();
      const { rows } = await this.stage.pool.query('SELECT FROM change WHERE seq IS NULL LIMIT 1');
      if (rows.length === 0 && followers.every(({ place }) => place >= head)) return;
      if (progress() !== last) [last, since] = [progress(), performance.now()];
      if (performance.now() - since > SILENCE) return;
      await wait(LOOK);
    }
  }

  private async findings(seconds: number, naive: Findings['naive']): Promise<Findings> {
    const { options, stage, cast, recovery, cuts } = this;
    const truths = await readTruths(stage.pool, cast.start, cast.numbers);
    return {
      options,
      writing: { seconds, changes: truths.all.required.length, ledger: cast.ledger },
      log: await checkLog(stage.pool, cast.ledger),
      followers: cast.followers.map((follower) => ({
        name: follower.options.name,
        connections: follower.connections,
        endings: follower.endings,
        judgement: judge(follower.deliveries, cast.maySeeAll(follower) ? truths.all : truths.neverArchived),
      })),
      cuts,
      hubDeaths: stage.hubs.reduce((sum, { deaths }) => sum + deaths, 0),
      naive,
      recovery,
      seconds: this.seconds(),
    };
  }

  private seconds(): number {
    return Math.round((performance.now() - this.begun) / 100) / 10;
  }
}
