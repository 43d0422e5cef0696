import { gatherKnown, type Known } from './generators/known';
import type { Finding } from './lanes';
import type { FuzzOptions, PartName } from './options';
import type { Part } from './parts/part';
import { laws } from './parts/laws';
import { messages } from './parts/messages';
import { mutations } from './parts/mutations';
import { operations } from './parts/operations';
import { requests } from './parts/requests';
import { checkHub, processorSeconds } from './judges/hub';
import { Stage } from './stage';
import type { Tally } from './tally';

const PLAYS: Readonly<Record<PartName, Part>> = { operations, laws, mutations, requests, messages };

export interface Played {
  readonly part: PartName;
  readonly seed: number;
  readonly cases: number;
  readonly seconds: number;
  /** Processor time of the hub in seconds. */
  readonly hubSeconds: number;
  readonly tally: Tally;
}

export interface FuzzResult {
  readonly played: readonly Played[];
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

/** Runs rounds until the time is over. @param say called with one line for each event */
export async function runFuzz(options: FuzzOptions, say: (line: string) => void): Promise<FuzzResult> {
  const stage = await Stage.set();
  try {
    return await new Run(options, stage, await gatherKnown(stage.client), say).rounds();
  } finally {
    await stage.clear(options.keep);
    if (options.keep) say(`The logs are in ${stage.folder}`);
  }
}

class Run {
  private readonly begun = performance.now();
  private readonly played: Played[] = [];
  private readonly findings: Finding[] = [];
  /** How much of the hub's log has been checked. */
  private logged = 0;

  constructor(
    private readonly options: FuzzOptions,
    private readonly stage: Stage,
    private readonly known: Known,
    private readonly say: (line: string) => void,
  ) {}

  async rounds(): Promise<FuzzResult> {
    const { seed, minutes } = this.options;
    let round = 0;
    this.logged = (await this.stage.logged(0)).end;
    do {
      await this.round(seed + round);
      round += 1;
    } while (this.seconds() < minutes * 60);
    return { played: this.played, findings: this.findings, seconds: this.seconds() };
  }

  private async round(seed: number): Promise<void> {
    for (const [part, count] of this.options.counts) {
      const begin = this.seconds();
      const busy = await processorSeconds(this.stage);
      const { stage, known } = this;
      const { path } = this.options;
      const { findings, tally } = await PLAYS[part]({ stage, known, count, seed, path });
      const after = await checkHub(stage, this.logged, { part, seed });
      this.logged = after.logged;
      const found = [...findings, ...after.findings];
      for (const finding of found) this.say(asLine(finding));
      this.findings.push(...found);
      const seconds = Math.round((this.seconds() - begin) * 10) / 10;
      const hubSeconds = Math.round(((await processorSeconds(this.stage)) - busy) * 10) / 10;
      this.played.push({ part, seed, cases: path === undefined ? count : 1, seconds, hubSeconds, tally });
      this.say(`${part}, seed ${seed}: ${seconds} s, ${found.length} findings`);
    }
  }

  private seconds(): number {
    return (performance.now() - this.begun) / 1000;
  }
}

/** The fault, and the command that repeats it. */
export function asLine({ part, seed, path, what, example }: Finding): string {
  const again = `npm run fuzz -- --only ${part} --seed ${seed}${path ? ` --path ${path}` : ''}`;
  return `FOUND ${what} | ${example} | ${again}`;
}
