import { parseArgs } from 'node:util';

export const HELP = `npm run fuzz -- [options]

Boots a Postgres and a hub as a process of its own, sends it random input, and judges every answer.

  --only PART           one part: operations, laws, mutations, requests or messages (default: all; may be repeated)
  --seed N              which input (default 1); the records are the same for all seeds
  --for MINUTES         go on with the next seeds for so long (default: one round)
  --path PATH           repeat one case, with --only and --seed as the finding says
  --operations N        random queries of a round (default 1700)
  --laws N              lists of a round whose answers must agree (default 300)
  --mutations N         dry runs of a round (default 300)
  --requests N          damaged HTTP requests of a round (default 3000)
  --messages N          damaged WebSocket messages of a round (default 1000)
  --json                print the result as JSON
  --keep                leave the logs of the hub and of Postgres where they are
  --help                this text

Each finding is one line with the command that repeats it. Exit code 1 if there is one, 2 for misuse.
`;

export const PARTS = ['operations', 'laws', 'mutations', 'requests', 'messages'] as const;
export type PartName = (typeof PARTS)[number];

export interface FuzzOptions {
  /** How many cases each part has in a round; what is left out is not played. */
  readonly counts: ReadonlyMap<PartName, number>;
  readonly seed: number;
  /** Minutes to go on for; 0: one round. */
  readonly minutes: number;
  /** Of one case, as fast-check writes it. */
  readonly path: string | undefined;
  readonly json: boolean;
  readonly keep: boolean;
}

/** The command line says what cannot be done. */
export class Misuse extends Error {}

const number = (value: string) => ({ type: 'string', default: value }) as const;
const flag = { type: 'boolean', default: false } as const;

/** @returns undefined where help is asked for; @throws Misuse */
export function readOptions(args: readonly string[]): FuzzOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  const only = values.only?.map(partNamed) ?? PARTS;
  if (values.path !== undefined && only.length !== 1) throw new Misuse('--path: say with --only which part it is of');
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
