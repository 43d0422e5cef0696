import { parseArgs } from 'node:util';

export const HELP = `npm run chaos -- [options]

Starts a Postgres and several hubs, writes, kills processes and cuts connections.
Reports which changes subscribers lost, received twice or received out of order.

  --commits N           transactions to commit (default 50000)
  --hubs N              hubs on the one database (default 2)
  --subscribers N       followers, spread over all transports (default 50)
  --kills N             how often a hub is killed with -9 (default 5)
  --postgres-kills N    how often Postgres is killed (default 5)
  --cuts N              how often connections are cut (default 40)
  --seed N              seed of the random numbers that decide about faults and writes (default 1)
  --naive               also follow the log by cursors that do not work, and report what they miss
  --json                print the result as JSON
  --keep                keep the logs of hubs and Postgres
  --help                this text

Exit code 1 if anything was lost or out of order, 2 for wrong options. What naive cursors miss does not count.
`;

export interface ChaosOptions {
  readonly commits: number;
  readonly hubs: number;
  readonly subscribers: number;
  readonly kills: number;
  readonly postgresKills: number;
  readonly cuts: number;
  readonly seed: number;
  readonly naive: boolean;
  readonly json: boolean;
  readonly keep: boolean;
}

/** The command line is not valid. */
export class Misuse extends Error {}

const number = (value: string) => ({ type: 'string', default: value }) as const;
const flag = { type: 'boolean', default: false } as const;

/** @returns undefined if --help is given; @throws Misuse */
export function readOptions(args: readonly string[]): ChaosOptions | undefined {
  const { help, ...values } = parse(args);
  if (help) return undefined;
  return {
    commits: whole('commits', values.commits, 1),
    hubs: whole('hubs', values.hubs, 1),
    subscribers: whole('subscribers', values.subscribers, 1),
    kills: whole('kills', values.kills, 0),
    postgresKills: whole('postgres-kills', values['postgres-kills'], 0),
    cuts: whole('cuts', values.cuts, 0),
    seed: whole('seed', values.seed, 0),
    naive: values.naive,
    json: values.json,
    keep: values.keep,
  };
}

function parse(args: readonly string[]) {
  try {
    const options = {
      commits: number('50000'),
      hubs: number('2'),
      subscribers: number('50'),
      kills: number('5'),
      'postgres-kills': number('5'),
      cuts: number('40'),
      seed: number('1'),
      naive: flag,
      json: flag,
      keep: flag,
      help: flag,
    };
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Misuse(`--${name} ${text}: give a whole number, ${least} or more`);
  return value;
}
