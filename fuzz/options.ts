import { parseArgs } from 'node:util';

export const HELP = `npm run fuzz -- [options]

Starts a Postgres and a hub, sends random input to the hub, and checks every answer.

  --only PART           one part: operations, laws, mutations, requests or messages (default: all; may be repeated)
  --seed N              seed of the random input (default 1); the records are the same for all seeds
  --for MINUTES         continue with the next seeds for this long (default: one round)
  --path PATH           repeat one case, with --only and --seed as the finding says
  --operations N        random queries of a round (default 1700)
  --laws N              lists of a round whose answers must agree (default 300)
  --mutations N         dry runs of a round (default 300)
  --requests N          damaged HTTP requests of a round (default 3000)
  --messages N          damaged WebSocket messages of a round (default 1000)
  --json                print the result as JSON
  --keep                keep the logs of the hub and Postgres
  --help                this text

Each finding is one line with the command that repeats it. Exit code 1 if there is one, 2 for wrong options.
`;

export const PARTS = ['operations', 'laws', 'mutations', 'requests', 'messages'] as const;
export type PartName = (typeof PARTS)[number];

export interface FuzzOptions {
  /** How many cases each part has in a round. A part that is absent does not run. */
  readonly counts: ReadonlyMap<PartName, number>;
  readonly seed: number;
  /** How many minutes to run; 0: one round. */
  readonly minutes: number;
  /** The path of one case, as fast-check writes it. */
  readonly path: string | undefined;
  readonly json: boolean;
  readonly keep: boolean;
}

/** The command line is not valid. */
export class Misuse extends Error {}

const number = (value: string) => ({ type: 'string', default: value }) as const;
const flag = { type: 'boolean', default: false } as const;

/** @returns undefined if --help is given; @throws Misuse */
export function readOptions(args: readonly string[]): FuzzOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const only = values.only?.map(partNamed) ?? PARTS;
  if (values.path !== undefined && only.length !== 1) throw new Misuse('--path: give the part of the case with --only');
  return {
    counts: new Map(only.map((part) => [part, whole(part, values[part], 1)])),
    seed: whole('seed', values.seed, 0),
    minutes: minutes(values.for),
    path: values.path,
    json: values.json,
    keep: values.keep,
  };
}

function parse(args: readonly string[]) {
  try {
    const options = {
      only: { type: 'string', multiple: true },
      seed: number('1'),
      for: number('0'),
      path: { type: 'string' },
      operations: number('1700'),
      laws: number('300'),
      mutations: number('300'),
      requests: number('3000'),
      messages: number('1000'),
      json: flag,
      keep: flag,
      help: flag,
    } as const;
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

function partNamed(name: string): PartName {
  const part = PARTS.find((known) => known === name);
  if (!part) throw new Misuse(`--only ${name}: give one of ${PARTS.join(', ')}`);
  return part;
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) throw new Misuse(`--${name} ${text}: give a number from ${least}`);
  return value;
}

function minutes(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Misuse(`--for ${text}: give a number of minutes`);
  return value;
}
