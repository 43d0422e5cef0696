import type { Deliveries } from './deliveries';

/** The log at the end of a run. */
export interface Truth {
  /** The place of each change in the log, by the change's number. A change that is not in the log is absent. */
  readonly places: ReadonlyMap<number, number>;
  /** The changes that a follower must have received, by their numbers. */
  readonly required: readonly number[];
}

/** How well one follower received the log. */
export interface Judgement {
  readonly received: number;
  /** Changes that it never received. */
  readonly lost: number;
  /** Changes that it received again after losing a connection, as "at least once" allows. */
  readonly doubled: number;
  /** Changes that it received twice on the same connection. */
  readonly doubledWithin: number;
  /** Changes that it received after a later change. */
  readonly outOfOrder: number;
  /** Changes that it received, but that are not in the log. */
  readonly invented: number;
  readonly brokenChains: number;
  readonly stalePrograms: number;
}

/** Compares what a follower received with the log. */
export function judge(deliveries: Deliveries, truth: Truth): Judgement {
  const { changes, brokenChains, stalePrograms, repetitions } = deliveries;
  const seenAt = new Map<number, number>();
  const found = { doubled: repetitions, doubledWithin: 0, outOfOrder: 0, invented: 0 };
  const begins = new Set(deliveries.connections);
  let begin = 0;
  /** The place of the previous change on the same connection, and the furthest place of all. */
  let before = -1;
  let furthest = -1;
  changes.forEach((change, index) => {
    if (begins.has(index)) [begin, before] = [index, -1];
    const place = truth.places.get(change);
    if (place === undefined) {
      found.invented += 1;
      return;
    }
    const last = seenAt.get(change);
    if (last !== undefined && last >= begin) found.doubledWithin += 1;
    else if (last !== undefined) found.doubled += 1;
    if (place < before || (last === undefined && place < furthest)) found.outOfOrder += 1;
    seenAt.set(change, index);
    before = place;
    furthest = Math.max(furthest, place);
  });
  const lost = truth.required.filter((change) => !seenAt.has(change)).length;
  return { received: changes.length + repetitions, lost, ...found, brokenChains, stalePrograms };
}

/** The sum of all figures. */
export function total(judgements: readonly Judgement[]): Judgement {
  const sum = (name: keyof Judgement): number => judgements.reduce((all, judgement) => all + judgement[name], 0);
  return {
    received: sum('received'),
    lost: sum('lost'),
    doubled: sum('doubled'),
    doubledWithin: sum('doubledWithin'),
    outOfOrder: sum('outOfOrder'),
    invented: sum('invented'),
    brokenChains: sum('brokenChains'),
    stalePrograms: sum('stalePrograms'),
  };
}
