import { setTimeout as wait } from 'node:timers/promises';
import type { LogPosition } from './cursor';
import type { HeadServer } from './horizon';
import { logPlace, lowestPlace, PLACE, placeText, type LogPlace, type LogPlaceRow } from './place';

/** What the hub knows about the place of the log without asking Postgres. */
export interface KnownPlace {
  /** Equal for equal places. Whoever reads from now on sees at least what this place has. */
  readonly place: string;
  /** Whether nothing has changed since, as far as the hub can know: it is in contact with all servers, and they agree. */
  readonly settled: boolean;
}

/** The end of the log as the hub follows it. */
export interface PlaceSource {
  /** The last known place; undefined until there is one. */
  readonly place: LogPlace | undefined;
  /** When the hub began to ask for it, by `performance.now()`; -Infinity if it has lost contact since. */
  readonly askedAt: number;
}

export interface PlaceParts {
  readonly tail: PlaceSource;
  readonly sequencer: {
    /** All changes that were committed before this time have numbers, by `performance.now()`. */
    readonly numberedAt: number;
  };
  /** The servers for reads, if they are not the primary. */
  readonly replicas: readonly HeadServer[];
  /** How long it is trusted that nothing has changed, in milliseconds. */
  readonly trust: number;
}

/** How long to wait before a replica that lags is asked again, in milliseconds. */
const LAGGING = 50;

/**
 * Knows the place of the log, so that a cached answer can be confirmed without asking Postgres. It is never ahead of what reads return. What this hub has
 * written, it knows before the client does.
 */
export class PlaceKeeper {
  /** The end of this hub's last mutation, and when the hub knew it. */
  private own: (LogPosition & { readonly knownAt: number }) | undefined;
  /** Acknowledged mutations whose changes may have no number yet. */
  private unnumbered = 0;
  private readonly replicas: readonly ReplicaPlace[];

  constructor(private readonly parts: PlaceParts) {
    this.replicas = parts.replicas.map((server) => new ReplicaPlace(server));
  }

  /** Undefined if the hub knows no place that all servers have reached. */
  get known(): KnownPlace | undefined {
    const { place } = this.parts.tail;
    const end = place && this.withOwn(place);
    if (!end) return undefined;
    if (this.replicas.length === 0) return { place: placeText(end), settled: this.isFresh };
    const places = this.replicas.map((replica) => replica.place);
    const lowest = places.every((known) => known !== undefined) ? lowestPlace([end, ...places]) : undefined;
    if (!lowest) return undefined;
    const same = [end, ...(places as LogPlace[])].every((known) => placeText(known) === placeText(lowest));
    return { place: placeText(lowest), settled: same && this.isFresh };
  }

  /** The end of the changes of a mutation of this hub. Call it before the mutation is acknowledged. */
  learn(position: LogPosition): void {
    if (this.own && this.own.epoch === position.epoch && this.own.seq > position.seq) return;
    this.own = { ...position, knownAt: performance.now() };
  }

  /** A mutation is acknowledged although its changes may have no number: until they have, nothing is settled. */
  async doubt(numbered: Promise<unknown>): Promise<void> {
    this.unnumbered += 1;
    await numbered;
    this.unnumbered -= 1;
  }

  /** Asks the replicas whether they have come to the place of the primary. */
  async follow(place: LogPlace): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.reach(place, this.parts.trust)));
  }

  private withOwn(place: LogPlace): LogPlace | undefined {
    const { own } = this;
    // The tail has asked since, so its place has these changes.
    if (!own || own.knownAt < this.parts.tail.askedAt) return place;
    if (own.epoch !== place.epoch) return undefined;
    return own.seq > place.seq ? { ...place, seq: own.seq } : place;
  }

  private get isFresh(): boolean {
    const oldest = Math.min(this.parts.tail.askedAt, this.parts.sequencer.numberedAt);
    return this.unnumbered === 0 && performance.now() - oldest < this.parts.trust;
  }
}

/** The place of one replica. */
class ReplicaPlace {
  place: LogPlace | undefined;
  private goal = '';

  constructor(private readonly server: HeadServer) {}

  /** Asks until the replica has come to the place, or for this time, in milliseconds, or until a later call has another place. */
  async reach(goal: LogPlace, time: number): Promise<void> {
    const text = placeText(goal);
    this.goal = text;
    const end = performance.now() + time;
    do {
      await this.ask();
      if (this.place && placeText(this.place) === text) return;
      await wait(LAGGING, undefined, { ref: false });
    } while (this.goal === text && performance.now() < end);
  }

  private async ask(): Promise<void> {
    try {
      const { rows } = await this.server.query(PLACE);
      this.place = logPlace(rows[0] as LogPlaceRow);
    } catch {
      // Reads from this server fail too, and say why.
      this.place = undefined;
    }
  }
}
