import { decodeLogCursor } from '../src/platform/change-log/cursor';
import { ChangeNumbers, Deliveries } from './deliveries';
import { HubClient } from './hub-client';
import { Ledger } from './ledger';
import type { ChaosOptions } from './options';
import { Pace } from './pace';
import type { Random } from './random';
import { SlowWriter } from './slow-writer';
import type { Stage } from './stage';
import { Subscriber } from './subscriber';
import { multipart, sseByGet, sseByPost } from './transports/http-stream';
import type { Transport } from './transports/transport';
import { webSocket } from './transports/websocket';
import { Writer, type Stock } from './writers';

const WRITERS = 12;
const SLOW_WRITERS = 4;
const PROGRAMS = 200;
/** How many programs are archived now and then: one for each writer. */
const ARCHIVABLE = WRITERS;
/** One in 5 followers starts later, one in 4 also selects the programs. */
const LATE = 5;
const WITH_PROGRAMS = 4;

/** Which transport each of ten followers uses. */
const TRANSPORTS = [
  'WebSocket /graphql',
  'SSE by GET',
  'multipart',
  'WebSocket /ws',
  'callback',
  'SSE by POST',
  'WebSocket /graphql',
  'multipart',
  'WebSocket /ws',
  'SSE by GET',
] as const;

/** The writers and followers of a run. */
export interface Cast {
  readonly ledger: Ledger;
  readonly pace: Pace;
  readonly numbers: ChangeNumbers;
  readonly writers: readonly (Writer | SlowWriter)[];
  readonly followers: readonly Subscriber[];
  /** The followers that start later. */
  readonly late: readonly Subscriber[];
  /** All followers follow the changes after this number of the log. */
  readonly start: bigint;
  /** Whether a follower may see archived programs. Half of them may. */
  maySeeAll(follower: Subscriber): boolean;
}

export async function gatherCast(options: ChaosOptions, stage: Stage, random: Random): Promise<Cast> {
  const [editor, partner] = [await stage.signIn('editor'), await stage.signIn('partner')];
  const { url } = stage.proxy;
  const ledger = new Ledger();
  const pace = new Pace();
  const stock = await makeStock(new HubClient(url, editor, new Ledger(), random.fork()));
  const client = (): HubClient => new HubClient(url, editor, ledger, random.fork());
  const numbers = new ChangeNumbers();
  const followers = Array.from({ length: options.subscribers }, (_, index) => {
    const name = TRANSPORTS[index % TRANSPORTS.length] as (typeof TRANSPORTS)[number];
    const authorization = index % 2 === 0 ? editor : partner;
    const withPrograms = index % WITH_PROGRAMS === WITH_PROGRAMS - 1;
    const transport = transportsOf(stage)[name];
    return new Subscriber(
      { name, transport, url, authorization, start: stock.cursor, withPrograms },
      new Deliveries(numbers, name === 'callback'),
    );
  });
  const parts = (name: number) => ({ ledger, pace, random: random.fork(), stock, name: String(name) });
  const writers = [
    ...Array.from({ length: WRITERS }, (_, name) => new Writer({ ...parts(name), client: client() })),
    ...Array.from({ length: SLOW_WRITERS }, (_, name) => new SlowWriter(parts(name), stage.pool)),
  ];
  return {
    ledger,
    pace,
    numbers,
    writers,
    followers,
    late: followers.filter((_, index) => index % LATE === LATE - 1),
    start: decodeLogCursor(stock.cursor, 'cursor').seq,
    maySeeAll: ({ options: { authorization } }) => authorization === editor,
  };
}

function transportsOf(stage: Stage): Record<(typeof TRANSPORTS)[number], Transport> {
  return {
    'WebSocket /graphql': webSocket('/graphql'),
    'WebSocket /ws': webSocket('/ws'),
    'SSE by GET': sseByGet,
    'SSE by POST': sseByPost,
    multipart,
    callback: stage.router.transport,
  };
}

const UPSERT = `mutation ($input: UpsertProgramsInput!) { upsertPrograms(input: $input) { programs { id } cursor } }`;

interface Upserted {
  readonly upsertPrograms: { readonly programs: readonly { readonly id: string }[]; readonly cursor: string };
}

/** Creates the programs that the writers change. @returns the programs, and the place in the log after their creation */
async function makeStock(client: HubClient): Promise<Stock & { cursor: string }> {
  const slugs = Array.from({ length: PROGRAMS + ARCHIVABLE }, (_, number) => `chaos-${number}`);
  const ids: string[] = [];
  let cursor = '';
  for (let begin = 0; begin < slugs.length; begin += 50) {
    const names = slugs.slice(begin, begin + 50);
    const items = names.map((slug) => ({ slug, name: slug, kind: 'INITIATIVE', status: 'ACTIVE' }));
    const { upsertPrograms } = await client.ask<Upserted>(UPSERT, { input: { items } });
    ids.push(...upsertPrograms.programs.map(({ id }) => id));
    cursor = upsertPrograms.cursor;
  }
  return { ids: ids.slice(0, PROGRAMS), slugs: slugs.slice(0, PROGRAMS), archivable: ids.slice(PROGRAMS), cursor };
}
