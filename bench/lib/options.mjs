import { parseArgs } from 'node:util';
import { TARGETS } from '../targets/index.mjs';
import { Failure } from './failure.mjs';
import { WORKLOADS } from './workloads.mjs';

export const HELP = `npm run bench -- [options]

Compares the hub with other servers, in the same run and in turn, and checks that all give the same answers.

  --queries Q1,Q3       which queries (${Object.keys(WORKLOADS).join(', ')}; default: all)
  --targets hub,raw     which servers (${TARGETS.map((target) => target.name).join(', ')}; default: all)
  --seconds N           how long each server is measured in each round (default 4)
  --rounds N            how many rounds; medians are printed (default 5)
  --connections N       clients, each with one request at a time (default 16)
  --quick               one second, two rounds: for trying out only, do not quote the figures
  --organizations N     size of the database (default 5000)
  --programs N          (default 50000)
  --contacts N          (default 100000)
  --database-url URL    an empty PostgreSQL database to use, instead of the embedded one
  --newer-node          run every server on the newer Node that PostGraphile needs
  --shares              measure instead how much 50 anonymous clients slow down a signed-in one
  --operation FILE      what the anonymous clients ask for (default: bench/targets/costly.mjs)
  --rate-limit TEXT     HUB_RATE_LIMIT of that hub (default on)
  --scale               measure instead how reads grow from 5,000 to 500,000 programs; exit code 1 if one grows too much
  --sizes 5000,50000    numbers of programs, the largest last (default: 5000,50000,500000)
  --only TEXT           only the reads whose kind and name contain the text
  --all                 also show the reads that do not grow
  --json FILE           also write all figures of all rounds to a file
  --write               also write the result into docs/performance.md, unless the machine was too noisy
  --help                this text
`;

const COUNT = { type: 'string' };
const FLAGS = {
  queries: { type: 'string' },
  targets: { type: 'string' },
  seconds: COUNT,
  rounds: COUNT,
  connections: COUNT,
  organizations: COUNT,
  programs: COUNT,
  contacts: COUNT,
  quick: { type: 'boolean', default: false },
  'database-url': { type: 'string' },
  'newer-node': { type: 'boolean', default: false },
  shares: { type: 'boolean', default: false },
  operation: { type: 'string' },
  'rate-limit': { type: 'string', default: 'on' },
  scale: { type: 'boolean', default: false },
  sizes: { type: 'string', default: '5000,50000,500000' },
  only: { type: 'string' },
  all: { type: 'boolean', default: false },
  json: { type: 'string' },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

/** Command line → settings. Throws a Failure with exit code 2 that names the wrong option. */
export function readOptions(argv) {
  const flags = parse(argv);
  if (flags.quick && flags.write) throw new Failure('--write: a quick run is for trying out; leave out --quick', 2);
  return {
    help: flags.help,
    workloads: names('queries', flags.queries, Object.keys(WORKLOADS)),
    targets: names(
      'targets',
      flags.targets,
      TARGETS.map((target) => target.name),
    ),
    seconds: number('seconds', flags.seconds, flags.quick ? 1 : 4, 0.2),
    rounds: whole('rounds', flags.rounds, flags.quick ? 2 : 5, 1),
    connections: whole('connections', flags.connections, 16, 1),
    warmUpSeconds: flags.quick ? 1 : 3,
    sizes: {
      organizations: whole('organizations', flags.organizations, 5000, 200),
      programs: whole('programs', flags.programs, 50_000, 1000),
      contacts: whole('contacts', flags.contacts, 100_000, 1000),
    },
    databaseUrl: flags['database-url'],
    newerNode: flags['newer-node'],
    shares: flags.shares,
    operation: flags.operation,
    rateLimit: flags['rate-limit'],
    scale: flags.scale,
    programs: flags.sizes.split(',').map((size) => whole('sizes', size, 0, 1000)),
    only: flags.only,
    all: flags.all,
    json: flags.json,
    write: flags.write,
  };
}

function parse(argv) {
  try {
    return parseArgs({ args: argv, options: FLAGS, strict: true }).values;
  } catch (error) {
    throw new Failure(`${error.message.split('. ')[0]} (see --help)`, 2);
  }
}

function names(flag, text, known) {
  if (text === undefined) return known;
  const wanted = text.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Failure(`--${flag}: there is no "${unknown}"; give some of ${known.join(', ')}`, 2);
  return known.filter((name) => wanted.includes(name));
}

function number(flag, text, otherwise, least) {
  const value = text === undefined ? otherwise : Number(text);
  if (!(value >= least && value < Infinity) || text === '')
    throw new Failure(`--${flag}: "${text}" is not valid; give a number, ${least} or more`, 2);
  return value;
}

function whole(flag, text, otherwise, least) {
  const value = number(flag, text, otherwise, least);
  if (!Number.isSafeInteger(value)) throw new Failure(`--${flag}: "${text}" is not a whole number; give one`, 2);
  return value;
}
