import type { ChaosOptions } from './options';
import type { Random } from './random';

export type Fault =
  | { readonly kind: 'hub'; readonly hub: number }
  | { readonly kind: 'postgres' }
  /** Cuts connections to hubs, both of followers and of writers. `share`: the part of them, from 0 to 1. */
  | { readonly kind: 'cut'; readonly share: number };

export interface PlannedFault {
  /** It happens when this many transactions have been committed. */
  readonly at: number;
  readonly fault: Fault;
}

/** When the first and the last fault may happen, as a share of all commits. */
const FROM = 0.04;
const UPTO = 0.96;

/** Plans when each fault happens. Kills are spread evenly: each gets a random moment in its own part of the run. Cuts are random. */
export function planFaults(
  { commits, hubs, kills, postgresKills, cuts }: ChaosOptions,
  random: Random,
): PlannedFault[] {
  const killed = shuffled(
    [
      ...Array.from({ length: kills }, (_, turn): Fault => ({ kind: 'hub', hub: turn % hubs })),
      ...Array.from({ length: postgresKills }, (): Fault => ({ kind: 'postgres' })),
    ],
    random,
  );
  const place = (part: number): number => Math.ceil(commits * (FROM + (UPTO - FROM) * part));
  return [
    ...killed.map((fault, turn) => ({ at: place((turn + random.next()) / killed.length), fault })),
    ...Array.from({ length: cuts }, () => ({
      at: place(random.next()),
      fault: { kind: 'cut', share: random.next() / 2 } as const,
    })),
  ].sort((one, other) => one.at - other.at);
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, turn: random.next() }))
    .sort((one, other) => one.turn - other.turn)
    .map(({ item }) => item);
}
